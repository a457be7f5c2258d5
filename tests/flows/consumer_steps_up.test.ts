import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  confirmationOptions,
  confirmByPasskey,
  confirmByPin,
} from "../../core/factor/confirm_session.ts";
import { addPasskey, passkeyOptions } from "../../core/factor/own_passkeys.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { signatureOptions, signWithPasskey } from "../../core/factor/sign_with_passkey.ts";
import { beginSession } from "../../core/session/begin_session.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { isFresh, stepUpFor } from "../../core/session/session.ts";
import { stepUp } from "../../core/session/step_up.ts";
import { minutes } from "../../core/time.ts";
import { type Authenticator, authenticator } from "../support/authenticator.ts";
import { must } from "../support/fixtures.ts";
import { hereOf as hereIn, newcomer } from "../support/newcomer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { verifies } from "../support/verified_elsewhere.ts";

const PIN = "471903";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const hereOf = (token: string) => hereIn(app, token);

async function enrol(here: ConsumerHere): Promise<Authenticator> {
  const device = authenticator(app.deps.config.publicUrl);
  const response = await device.create(must(await passkeyOptions(app.deps, here)));
  must(await addPasskey(app.deps, { here, response, name: "Chrome · Android" }));
  return device;
}

/** Another session of the same person. */
async function elsewhereOf({ consumer: { consumerId } }: ConsumerHere): Promise<ConsumerHere> {
  const browser = { client: "?" };
  return await hereOf(await beginSession(app.deps, { consumerId, proof: "phone", browser }));
}

const fresh = (here: ConsumerHere) => isFresh(here.session, app.deps.now());

describe("a session that is confirmed", () => {
  it("is fresh again under another token, and the old one is dead at once", async () => {
    const { here } = await newcomer(app);
    must(
      await setPaymentPin(app.deps, {
        here,
        typed: PIN,
        again: PIN,
        old: "",
        device: undefined,
      }),
    );
    // Whoever has a PIN shows it before they add a passkey: a phone's code would not be enough.
    expect(await passkeyOptions(app.deps, here))
      .toMatchObject({ error: { code: "session_not_fresh" } });
    const shown = must(await confirmByPin(app.deps, { here, typed: PIN, device: undefined }));
    const token = shown.sessionToken;
    const device = await enrol(await hereOf(token));
    app.clock.advance(minutes(11));
    const stale = await hereOf(token);
    expect(fresh(stale)).toBe(false);
    const wrong = await confirmByPin(app.deps, { here: stale, typed: "135246", device: undefined });
    expect(wrong).toMatchObject({ error: { code: "pin_wrong", left: 4 } });
    expect(fresh(await hereOf(token))).toBe(false);

    const byPin = must(
      await confirmByPin(app.deps, { here: stale, typed: PIN, device: undefined }),
    );
    expect(await consumerOfSession(app.deps, token)).toBeUndefined();
    const confirmed = await hereOf(byPin.sessionToken);
    expect([fresh(confirmed), confirmed.session.sessionId, confirmed.session.proof])
      .toEqual([true, here.session.sessionId, "phone"]);
    // Whoever still has the old token steps up nothing.
    expect(await confirmByPin(app.deps, { here: stale, typed: PIN, device: undefined }))
      .toMatchObject({ error: { code: "session_over" } });

    app.clock.advance(minutes(11));
    const again = await hereOf(byPin.sessionToken);
    expect(fresh(again)).toBe(false);
    const options = await confirmationOptions(app.deps, again);
    const unverified = await device.get(options, { userVerified: false });
    expect(await confirmByPasskey(app.deps, { here: again, response: unverified }))
      .toMatchObject({ error: { code: "passkey_refused" } });
    const response = await device.get(await confirmationOptions(app.deps, again));
    const byPasskey = must(await confirmByPasskey(app.deps, { here: again, response }));
    expect(fresh(await hereOf(byPasskey.sessionToken))).toBe(true);
  });

  it("is not confirmed by another person's passkey, nor by an answer for another session", async () => {
    const { here } = await newcomer(app);
    const { here: other } = await newcomer(app);
    const device = await enrol(other);
    const refused = { error: { code: "passkey_refused" } };
    const theirs = await device.get(await confirmationOptions(app.deps, here));
    expect(await confirmByPasskey(app.deps, { here, response: theirs })).toMatchObject(refused);
    const elsewhere = await elsewhereOf(other);
    const response = await device.get(await confirmationOptions(app.deps, elsewhere));
    expect(await confirmByPasskey(app.deps, { here: other, response })).toMatchObject(refused);
  });
});

describe("a step-up for one thing", () => {
  it("holds for exactly that, and for ten minutes", async () => {
    const { here } = await newcomer(app);
    const token = await stepUp(app.deps, here.session, {
      factor: "pin",
      purpose: "pay",
      digest: "d1",
    }) ?? "";
    const { session } = await hereOf(token);
    const at = (purpose: "pay" | "confirm", digest: string) =>
      stepUpFor(session, { purpose, digest, now: app.deps.now() })?.factor;
    expect([at("pay", "d1"), at("pay", "d2"), at("confirm", "d1")])
      .toEqual(["pin", undefined, undefined]);
    app.clock.advance(minutes(11));
    expect(at("pay", "d1")).toBeUndefined();
  });
});

const TEXT = '{"amount":800000,"payee":"清风茶馆"}';
const about = { subjectId: "ord_01KAG8M0000000000000000001", digest: "d1" } as const;

describe("a text that is signed with a passkey", () => {
  it("is kept whole, and verifies with nothing of ours", async () => {
    const { here } = await newcomer(app);
    const device = await enrol(here);
    const options = await signatureOptions(app.deps, { here, about, text: TEXT });
    expect(options.challenge).toBe(createHash("sha256").update(TEXT).digest("base64url"));
    const response = await device.get(options);
    const signature = must(await signWithPasskey(app.deps, { here, about, response }));
    const [kept] = await app.deps.load(app.deps.passkeySignatures.of(about.subjectId));
    expect(kept).toEqual([signature]);
    expect(verifies(signature)).toBe(true);
    expect(verifies({ ...signature, text: TEXT.replace("8", "9") })).toBe(false);
  });

  it("is refused twice, unverified, for another amount, session or person", async () => {
    const { here } = await newcomer(app);
    const device = await enrol(here);
    const refused = { error: { code: "passkey_refused" } };
    let nonce = 0;
    // A text is asked about once: each has something of its own in it.
    const asked = () => signatureOptions(app.deps, { here, about, text: `${TEXT} ${nonce++}` });
    const sign = async (response: Awaited<ReturnType<Authenticator["get"]>>, other = {}) =>
      await signWithPasskey(app.deps, { here, about, response, ...other });
    const response = await device.get(await asked());
    must(await sign(response));
    expect(await sign(response)).toMatchObject(refused);
    expect(await sign(await device.get(await asked(), { userVerified: false })))
      .toMatchObject(refused);
    expect(await sign(await device.get(await asked()), { about: { ...about, digest: "d2" } }))
      .toMatchObject(refused);
    const elsewhere = await elsewhereOf(here);
    expect(await sign(await device.get(await asked()), { here: elsewhere }))
      .toMatchObject(refused);
    const { here: other } = await newcomer(app);
    const theirs = await signatureOptions(app.deps, { here: other, about, text: `${TEXT} x` });
    expect(await sign(await device.get(theirs), { here: other })).toMatchObject(refused);
  });
});
