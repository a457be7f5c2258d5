import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budget/budget.ts";
import { confirmByPin } from "../../core/factor/confirm_session.ts";
import { addPasskey, passkeyOptions, removePasskey } from "../../core/factor/own_passkeys.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { removePhone } from "../../core/identity/remove_phone.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { passkeySignInOptions, signInByPasskey } from "../../core/consumer/sign_in_by_passkey.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { hours, minutes } from "../../core/time.ts";
import { messagesOf } from "../../sandbox/bank/inbox.ts";
import { authenticator } from "../support/authenticator.ts";
import { signedContract } from "../support/contracts.ts";
import { must } from "../support/fixtures.ts";
import { hereOf } from "../support/newcomer.ts";
import { type ByPhone, byPhone, readyToChange } from "../support/phone_people.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PIN = "471903";
const many = { max: 1_000, per: hours(1) };

let app: TestApp;
beforeAll(async () => {
  const of = { sign_in_codes_of_phone: many, sign_in_tries_of_phone: many };
  app = await testApp({ config: { budgets: { ...budgets, ...of } } });
});
afterAll(() => app.close());

let numbers = 0;
const newNumber = () => `1992000${String(1_000 + numbers++)}`;
const code = (of: string) => ({ ok: false, error: { code: of } });

async function change(here: ConsumerHere, phone: string) {
  return await (await readyToChange(app, here, phone))();
}

/** Whose account a code to this phone opens, in its holder's eyes. */
async function holderOf(phone: string) {
  return (await byPhone(app, phone)).here.consumer.consumerId;
}

async function told(phone: string): Promise<string> {
  await tellConsumers(app.deps);
  return (await messagesOf(app.deps, phone, 20)).map(({ text }) => text).join("\n");
}

async function withPasskey({ here }: Pick<ByPhone, "here">) {
  const device = authenticator(app.deps.config.publicUrl);
  const response = await device.create(must(await passkeyOptions(app.deps, here)));
  const { passkeyId } = must(await addPasskey(app.deps, { here, response, name: "x" }));
  const options = must(await passkeySignInOptions(app.deps, "s"));
  const signedIn = must(
    await signInByPasskey(app.deps, {
      response: await device.get(options),
      browser: { client: "?" },
    }),
  );
  return { passkeyId, here: await hereOf(app, signedIn.sessionToken) };
}

describe("a phone that is changed", () => {
  it("opens the account from then on; the one before is told, and what it had begun elsewhere ends", async () => {
    const [before, after] = [newNumber(), newNumber()];
    const elsewhere = await byPhone(app, before);
    const person = await byPhone(app, before, elsewhere.device);
    const { consumerId } = person.here.consumer;
    must(await change(person.here, after));
    expect(await consumerOfSession(app.deps, elsewhere.token)).toBeUndefined();
    expect(await consumerOfSession(app.deps, person.token)).toBeDefined();
    expect(await told(before)).toContain("A new phone number opens your account");
    expect(await told(after)).toContain("A new phone number opens your account");
    expect(await holderOf(after)).toBe(consumerId);
    expect(await holderOf(before)).not.toBe(consumerId);
  });

  it("is added by who came in by the app, and stays the app's account", async () => {
    const { sessionToken, consumer } = await entered(app, "person_a");
    const phone = newNumber();
    must(await change(await hereOf(app, sessionToken), phone));
    expect(await holderOf(phone)).toBe(consumer.consumerId);
  });

  it("takes the PIN of who has one, and a known browser of who has none", async () => {
    const phone = newNumber();
    const { here, token } = await byPhone(app, phone);
    must(
      await setPaymentPin(app.deps, { here, typed: PIN, again: PIN, old: "", device: undefined }),
    );
    const refused = code("session_not_fresh");
    expect(await change(here, newNumber())).toMatchObject(refused);
    expect(await removePhone(app.deps, here)).toMatchObject(refused);
    const shown = must(
      await confirmByPin(app.deps, {
        here: await hereOf(app, token),
        typed: PIN,
        device: undefined,
      }),
    );
    must(await change(await hereOf(app, shown.sessionToken), newNumber()));

    const other = newNumber();
    const { consumerId } = (await byPhone(app, other)).here.consumer;
    await signedContract(app, { consumerId });
    const stranger = await byPhone(app, other);
    expect(await change(stranger.here, newNumber())).toMatchObject(code("browser_not_trusted"));
  });

  it("is not changed by the codes of a phone that is reported lost", async () => {
    const { here, token } = await byPhone(app, newNumber());
    must(await losePhone(app.deps, { session: token }));
    expect(await change(here, newNumber())).toMatchObject(code("phone_lost"));
  });

  it("is not taken from another account with something in it, and comes from an empty one", async () => {
    const [full, empty] = [newNumber(), newNumber()];
    const other = (await byPhone(app, full)).here.consumer.consumerId;
    await signedContract(app, { consumerId: other });
    await byPhone(app, empty);
    const { here } = await byPhone(app, newNumber());
    expect(await change(here, full)).toMatchObject(code("phone_in_use"));
    expect(await holderOf(full)).toBe(other);
    must(await change(here, empty));
    expect(await holderOf(empty)).toBe(here.consumer.consumerId);
  });

  it("needs the code that went to it for this, and no other", async () => {
    const { here } = await byPhone(app, newNumber());
    const ready = await readyToChange(app, here, newNumber());
    must(await ready());
    expect(await ready()).toMatchObject(code("sign_in_code_refused"));
  });

  it("is one account's when thirty want it at once", async () => {
    const phone = newNumber();
    const ready = [];
    for (let n = 0; n < 30; n++) {
      const { here } = await byPhone(app, newNumber());
      await signedContract(app, { consumerId: here.consumer.consumerId });
      ready.push(await readyToChange(app, here, phone));
    }
    const done = await Promise.all(ready.map((each) => each()));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    for (const each of done) if (!each.ok) expect(each).toMatchObject(code("phone_in_use"));
  });

  it("is one phone when thirty are changed to at once", async () => {
    const { here } = await byPhone(app, newNumber());
    const ready = [];
    for (let n = 0; n < 30; n++) ready.push(await readyToChange(app, here, newNumber()));
    const done = await Promise.allSettled(ready.map((each) => each()));
    expect(done.some((each) => each.status === "fulfilled" && each.value.ok)).toBe(true);
    const [ways] = await app.deps.load(app.deps.identities.of(here.consumer.consumerId));
    expect(ways).toHaveLength(1);
  });
});

describe("a phone that is removed", () => {
  it("opens nothing any more, and is told", async () => {
    const phone = newNumber();
    const person = await byPhone(app, phone);
    const { here } = await withPasskey(person);
    must(await removePhone(app.deps, here));
    expect(await told(phone)).toContain("No phone number opens your account");
    expect(await consumerOfSession(app.deps, person.token)).toBeUndefined();
    expect(await holderOf(phone)).not.toBe(here.consumer.consumerId);
    expect(await removePhone(app.deps, here)).toMatchObject(code("no_phone"));
  });

  it("is never the last way in, nor is a passkey", async () => {
    const only = await byPhone(app, newNumber());
    expect(await removePhone(app.deps, only.here)).toMatchObject(code("last_way_in"));
    const { here, passkeyId } = await withPasskey(await byPhone(app, newNumber()));
    must(await removePhone(app.deps, here));
    expect(await removePasskey(app.deps, { here, passkeyId })).toMatchObject(code("last_way_in"));
  });

  it("leaves one way in when phone and passkey are removed thirty times at once", async () => {
    const { here, passkeyId } = await withPasskey(await byPhone(app, newNumber()));
    app.clock.advance(minutes(1));
    const done = await Promise.all(
      Array.from(
        { length: 30 },
        (_, i) =>
          i % 2 === 0 ? removePhone(app.deps, here) : removePasskey(app.deps, { here, passkeyId }),
      ),
    );
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    const [ways, passkeys] = await app.deps.load(
      app.deps.identities.of(here.consumer.consumerId),
      app.deps.consumerPasskeys.of(here.consumer.consumerId),
    );
    expect(ways.length + passkeys.length).toBe(1);
  });
});
