import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passkeySignInOptions, signInByPasskey } from "../../core/consumer/sign_in_by_passkey.ts";
import { addPasskey, passkeyOptions, removePasskey } from "../../core/factor/own_passkeys.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { viewPasskeyRemoval } from "../../core/factor/view_passkey_removal.ts";
import { cny } from "../../core/money.ts";
import { signInOptions } from "../../core/staff/sign_in.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { minutes } from "../../core/time.ts";
import { type Authenticator, authenticator, type Lie } from "../support/authenticator.ts";
import { must } from "../support/fixtures.ts";
import { hereOf as hereIn, newcomer } from "../support/newcomer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const browser = { client: "Chrome · Android" };

const hereOf = (token: string) => hereIn(app, token);

async function cameIn(): Promise<ConsumerHere> {
  return (await newcomer(app)).here;
}

async function enrol(here: ConsumerHere, device = authenticator(app.deps.config.publicUrl)) {
  const response = await device.create(must(await passkeyOptions(app.deps, here)));
  const added = await addPasskey(app.deps, { here, response, name: "Chrome · Android" });
  return { device, response, added };
}

async function signIn(device: Authenticator, lie?: Lie) {
  const options = must(await passkeySignInOptions(app.deps, "s"));
  return await signInByPasskey(app.deps, { response: await device.get(options, lie), browser });
}

const refused = { ok: false, error: { code: "passkey_refused" } };

describe("a consumer's passkey", () => {
  it("signs its owner in, by a session that no channel vouches for", async () => {
    const here = await cameIn();
    const { device, added } = await enrol(here);
    must(added);
    const again = await hereOf(must(await signIn(device)).sessionToken);
    expect(again.consumer.consumerId).toBe(here.consumer.consumerId);
    expect([again.session.proof, again.identity]).toEqual(["passkey", undefined]);
  });

  it("is refused unverified, from another page, with a counter that went back, and twice", async () => {
    const { device } = await enrol(await cameIn());
    must(await signIn(device));
    expect(await signIn(device, { userVerified: false })).toMatchObject(refused);
    expect(await signIn(device, { origin: "https://evil.example" })).toMatchObject(refused);
    expect(await signIn(device, { counter: 1 })).toMatchObject(refused);
    const options = must(await passkeySignInOptions(app.deps, "s"));
    const response = await device.get(options, { counter: 9 });
    must(await signInByPasskey(app.deps, { response, browser }));
    expect(await signInByPasskey(app.deps, { response, browser })).toMatchObject(refused);
  });

  it("answers no challenge that was for staff", async () => {
    const { device } = await enrol(await cameIn());
    const response = await device.get(must(await signInOptions(app.deps, "s")));
    expect(await signInByPasskey(app.deps, { response, browser })).toMatchObject(refused);
  });

  it("is made by nobody who signed in more than ten minutes ago", async () => {
    const here = await cameIn();
    const device = authenticator(app.deps.config.publicUrl);
    const response = await device.create(must(await passkeyOptions(app.deps, here)));
    app.clock.advance(minutes(11));
    const late = { ok: false, error: { code: "session_not_fresh" } };
    expect(await passkeyOptions(app.deps, here)).toMatchObject(late);
    expect(await addPasskey(app.deps, { here, response, name: "x" })).toMatchObject(late);
  });

  it("is made once, by one person, and at most ten times", async () => {
    const first = await cameIn();
    const { device } = await enrol(first);
    // Whoever has a passkey shows it before they add another.
    expect((await passkeyOptions(app.deps, first)).ok).toBe(false);
    const here = await hereOf(must(await signIn(device)).sessionToken);
    const options = must(await passkeyOptions(app.deps, here));
    const forAnother = await cameIn();
    const response = await device.create(options);
    // The challenge was this session's.
    expect(await addPasskey(app.deps, { here: forAnother, response, name: "x" }))
      .toMatchObject(refused);
    for (let n = 1; n < 10; n++) must((await enrol(here)).added);
    expect((await enrol(here)).added).toMatchObject({ error: { code: "passkeys_too_many" } });
  });

  it("removed opens nothing, and what it had opened ends with it; the others' go on", async () => {
    const here = await cameIn();
    const other = await cameIn();
    const { device, added } = await enrol(here);
    const byPasskey = must(await signIn(device)).sessionToken;
    const ofOther = must(await signIn((await enrol(other)).device)).sessionToken;
    const { passkeyId } = must(added);
    const notTheirs = await removePasskey(app.deps, { here: other, passkeyId });
    expect(notTheirs).toMatchObject({ error: { code: "passkey_not_found" } });
    const shown = await hereOf(must(await signIn(device)).sessionToken);
    must(await removePasskey(app.deps, { here: shown, passkeyId }));
    expect(await signIn(device)).toMatchObject(refused);
    expect(await consumerOfSession(app.deps, byPasskey)).toBeUndefined();
    expect(await consumerOfSession(app.deps, ofOther)).toBeDefined();
  });

  it("is removed by nobody who shows neither it nor the PIN, however lately they came in", async () => {
    const here = await cameIn();
    const { device, added } = await enrol(here);
    const { passkeyId } = must(added);
    const notShown = { ok: false, error: { code: "session_not_fresh" } };
    expect(await removePasskey(app.deps, { here, passkeyId })).toMatchObject(notShown);
    expect(await viewPasskeyRemoval(app.deps, { here, passkeyId }))
      .toMatchObject({ refused: "session_not_fresh" });
    const shown = await hereOf(must(await signIn(device)).sessionToken);
    app.clock.advance(minutes(11));
    expect(await removePasskey(app.deps, { here: shown, passkeyId })).toMatchObject(notShown);
    must(await signIn(device));
  });

  it("says before its removal what the last one allows, and nothing of one that is not", async () => {
    const first = await cameIn();
    const { device, added } = await enrol(first);
    const { passkeyId } = must(added);
    const here = await hereOf(must(await signIn(device)).sessionToken);
    const look = () => viewPasskeyRemoval(app.deps, { here, passkeyId });
    expect(await look()).toMatchObject({
      lowered: { byCard: cny(100_000), byBalance: undefined },
      endsPin: false,
      refused: undefined,
    });
    const pin = { here, typed: "471903", again: "471903", old: "", device: undefined };
    must(await setPaymentPin(app.deps, pin));
    // A PIN and a code are two kinds of factors; more was agreed on for a signature.
    expect(await look()).toMatchObject({ lowered: { byCard: cny(500_000) }, endsPin: true });
    must((await enrol(here)).added);
    expect(await look()).toMatchObject({ lowered: undefined, endsPin: false });
    const other = await cameIn();
    expect(await viewPasskeyRemoval(app.deps, { here: other, passkeyId })).toBeUndefined();
  });

  it("works while codes are used up, and its own challenges are counted", async () => {
    const { device } = await enrol(await cameIn());
    const { passkey_challenges_first: own, passkey_challenges: more } = app.deps.config.budgets;
    const asked = async () => (await passkeySignInOptions(app.deps, "flood")).ok;
    for (let n = 0; n < own.max + more.max; n++) expect(await asked()).toBe(true);
    expect(await asked()).toBe(false);
    must(await signIn(device));
  });
});
