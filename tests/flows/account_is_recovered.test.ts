import { describe, expect, it } from "vitest";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import { sendSignInCode } from "../../core/consumer/send_sign_in_code.ts";
import { passkeySignInOptions, signInByPasskey } from "../../core/consumer/sign_in_by_passkey.ts";
import { signInByPhone } from "../../core/consumer/sign_in_by_phone.ts";
import { addPasskey, passkeyOptions } from "../../core/factor/own_passkeys.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { joinIdentity } from "../../core/identity/join_identity.ts";
import { askPinRecovery, askRecovery, askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { cancelByLink, cancelByOwner } from "../../core/recovery/cancel_recovery.ts";
import { cancelKey } from "../../core/recovery/cancel_key.ts";
import { finishRecoveries } from "../../core/recovery/finish_recoveries.ts";
import { LOWERED_FOR, RECOVERY_WAIT, RECOVERY_WAIT_LONG } from "../../core/recovery/recovery.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { after, days, milliseconds, minutes } from "../../core/time.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { lastCodeFor, messagesOf } from "../../sandbox/bank/inbox.ts";
import { authenticator } from "../support/authenticator.ts";
import { signedContract } from "../support/contracts.ts";
import { must } from "../support/fixtures.ts";
import { byPhone } from "../support/phone_people.ts";
import { twoPortals } from "../support/portals.ts";
import { sessionFor, standingOf } from "../support/sessions.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const LOST = "19900000041";
const NEW = "19900000042";
const PIN = "428613";
const { idNumber } = personOf("person_a")!;

async function signedIn(app: TestApp, phone: string): Promise<string> {
  const attempt = must(
    await sendSignInCode(app.deps, { phone, source: "s", device: undefined, lang: "en" }),
  );
  const typed = await lastCodeFor(app.deps, phone) ?? "";
  const command = { attempt, typed, source: "s", device: undefined };
  const browser = { client: "Chrome · Android", lang: "en" } as const;
  return must(await signInByPhone(app.deps, { ...command, browser })).sessionToken;
}

/** A person whom the app knows, with a phone that opens the same account. */
async function withPhone(app: TestApp) {
  const byApp = await entered(app, "person_a");
  const byPhone = await signedIn(app, LOST);
  must(await joinIdentity(app.deps, { session: byApp.sessionToken, entered: byPhone }));
  return byApp;
}

interface Given {
  readonly idOrPin?: string;
  /** What the browser shows. */
  readonly device?: string;
  readonly lost?: string;
  /** The phone that they have now. */
  readonly by?: string;
}

async function asked(app: TestApp, given: Given = {}) {
  const { by = NEW } = given;
  const attempt = must(
    await sendSignInCode(app.deps, {
      phone: by,
      source: "s",
      device: undefined,
      lang: "zh",
      purpose: "recovery",
    }),
  );
  return await askRecovery(app.deps, {
    lostPhone: given.lost ?? LOST,
    newPhone: by,
    idOrPin: given.idOrPin ?? idNumber,
    attempt: attempt.attempt,
    typed: await lastCodeFor(app.deps, by) ?? "",
    source: "s",
    device: given.device,
  });
}

async function told(app: TestApp, phone: string) {
  await tellConsumers(app.deps);
  const messages = await messagesOf(app.deps, phone, 20);
  return messages.map(({ text }) => text);
}

async function holderOf(app: TestApp, phone: string) {
  return (await consumerOfSession(app.deps, await signedIn(app, phone)))?.consumer.consumerId;
}

async function waiting(app: TestApp, { consumer }: Pick<ConsumerHere, "consumer">) {
  const [found] = await app.deps.load(app.deps.recoveries.waiting(consumer.consumerId));
  return found;
}

const enteredByPhone = (app: TestApp, device?: string) => byPhone(app, LOST, device);

function setPin({ deps }: TestApp, here: ConsumerHere, typed = PIN, old = "") {
  return setPaymentPin(deps, { here, typed, again: typed, old, device: undefined });
}

describe("a recovery without an ID number", () => {
  it("takes the PIN, which only its person knows, and a day", async () => {
    const app = await testApp();
    const { here } = await enteredByPhone(app);
    must(await setPin(app, here));
    must(await asked(app, { idOrPin: "135246" }));
    expect(await waiting(app, here)).toBeUndefined();
    must(await asked(app, { idOrPin: PIN }));
    expect((await waiting(app, here))?.doneFrom).toBe(after(app.clock.now(), RECOVERY_WAIT));
    await app.close();
  });

  it("takes a browser that is known for long, and a week", async () => {
    const app = await testApp();
    const { here } = await enteredByPhone(app);
    const { device: young } = await enteredByPhone(app);
    must(await asked(app, { idOrPin: "", device: young }));
    expect(await waiting(app, here)).toBeUndefined();
    app.clock.advance(days(7));
    const { device } = await enteredByPhone(app, young);
    must(await asked(app, { idOrPin: "", device }));
    expect((await waiting(app, here))?.doneFrom).toBe(after(app.clock.now(), RECOVERY_WAIT_LONG));
    app.clock.advance(RECOVERY_WAIT_LONG);
    await finishRecoveries(app.deps);
    expect(await holderOf(app, NEW)).toBe(here.consumer.consumerId);
    await app.close();
  });

  it("gives way to one for which more is shown, and to none for which less is", async () => {
    const app = await testApp();
    const { here, device } = await enteredByPhone(app);
    must(await setPin(app, here));
    must(await asked(app, { idOrPin: "", device }));
    const long = await waiting(app, here);
    must(await asked(app, { idOrPin: PIN }));
    const short = await waiting(app, here);
    expect(short?.doneFrom).toBe(after(app.clock.now(), RECOVERY_WAIT));
    expect(short?.recoveryId).not.toBe(long?.recoveryId);
    must(await askPinRecovery(app.deps, here));
    must(await asked(app, { idOrPin: "", device }));
    expect(await waiting(app, here)).toEqual(short);
    await app.close();
  });
});

describe("a PIN that was forgotten", () => {
  it("is set anew by whoever shows a passkey, at once", async () => {
    const app = await testApp();
    const { here } = await enteredByPhone(app);
    const device = authenticator(app.deps.config.publicUrl);
    const response = await device.create(must(await passkeyOptions(app.deps, here)));
    must(await addPasskey(app.deps, { here, response, name: "x" }));
    const options = must(await passkeySignInOptions(app.deps, "s"));
    const { sessionToken } = must(
      await signInByPasskey(app.deps, {
        response: await device.get(options),
        browser: { client: "?" },
      }),
    );
    const back = (await consumerOfSession(app.deps, sessionToken))!;
    must(await setPin(app, back));
    must(await setPin(app, back, "862057"));
    expect(await setPin(app, here)).toMatchObject({ error: { code: "pin_malformed" } });
    app.clock.advance(minutes(11));
    expect(await setPin(app, back)).toMatchObject({ error: { code: "pin_malformed" } });
    await app.close();
  });

  it("ends a day after somebody asked in a browser of theirs, tells every phone, and nothing else ends", async () => {
    const app = await testApp();
    const first = await enteredByPhone(app);
    const { here } = first;
    const { consumerId } = here.consumer;
    must(await setPin(app, here));
    const elsewhere = await enteredByPhone(app);
    expect(await askPinRecovery(app.deps, elsewhere.here))
      .toMatchObject({ error: { code: "browser_not_trusted" } });
    app.clock.advance(minutes(11));
    expect(await askPinRecovery(app.deps, here))
      .toMatchObject({ error: { code: "session_not_fresh" } });
    const { here: back } = await enteredByPhone(app, first.device);
    must(await askPinRecovery(app.deps, back));
    expect(await waiting(app, here)).toMatchObject({ onlyPin: true, newPhone: undefined });
    const texts = (await told(app, LOST)).join();
    expect(texts).toMatch(/has forgotten your payment PIN.*cancellation\?key=/);
    app.clock.advance(milliseconds(RECOVERY_WAIT - 1));
    await finishRecoveries(app.deps);
    const late = await enteredByPhone(app, first.device);
    expect(await setPin(app, late.here)).toMatchObject({ error: { code: "pin_malformed" } });
    app.clock.advance(milliseconds(1));
    await finishRecoveries(app.deps);
    expect(await consumerOfSession(app.deps, late.token)).toBeDefined();
    // A code alone still sets none where there is something to lose.
    await signedContract(app, { consumerId });
    expect(await setPin(app, (await enteredByPhone(app)).here))
      .toMatchObject({ error: { code: "browser_not_trusted" } });
    must(await setPin(app, late.here));
    const [until] = await app.deps.load(
      app.deps.recoveries.loweredUntil(consumerId, app.clock.now()),
    );
    expect(until).toBe(after(app.clock.now(), LOWERED_FOR));
    await app.close();
  });

  it("is asked about once when thirty ask at once at two processes, for it and for the account", async () => {
    await using two = await twoPortals();
    const [one] = two.portals;
    const { here } = await byPhone(one, LOST);
    must(await setPin(one, here));
    const asking = Array.from({ length: 30 }, (_, i) => {
      const { deps } = two.portals[i % 2 === 0 ? 0 : 1];
      return i % 3 === 0 ? askRecoveryHere(deps, here) : askPinRecovery(deps, here);
    });
    for (const each of await Promise.all(asking)) must(each);
    const sql = "select count(*) as n from recoveries where state = 'waiting'";
    const [n] = await one.deps.load({
      statement: { sql, args: [] },
      read: ([row]) => Number(row?.["n"]),
    });
    expect(n).toBe(1);
  });

  it("stays where the phone is reported lost meanwhile", async () => {
    const app = await testApp();
    const { here, token } = await enteredByPhone(app);
    must(await setPin(app, here));
    must(await askPinRecovery(app.deps, here));
    must(await losePhone(app.deps, { session: token }));
    app.clock.advance(RECOVERY_WAIT);
    await finishRecoveries(app.deps);
    expect(await waiting(app, here)).toBeUndefined();
    const [pin] = await app.deps.load(app.deps.paymentPins.of(here.consumer.consumerId));
    expect(pin).toBeDefined();
    await app.close();
  });
});

describe("a recovery", () => {
  it("waits a day, tells every phone, and then only the new phone opens the account", async () => {
    const app = await testApp();
    const person = await withPhone(app);
    must(await asked(app));
    const recovery = await waiting(app, person);
    expect(recovery?.doneFrom).toBe(after(app.clock.now(), RECOVERY_WAIT));
    const link = `/wallet/recoveries/${recovery?.recoveryId}/cancellation?key=`;
    expect((await told(app, LOST)).join()).toContain(link);
    expect((await told(app, personOf("person_a")!.phone)).join()).toContain(link);

    app.clock.advance(milliseconds(RECOVERY_WAIT - 1));
    await finishRecoveries(app.deps);
    expect(await waiting(app, person)).toBeDefined();
    const late = await entered(app, "person_a");
    app.clock.advance(minutes(1));
    await finishRecoveries(app.deps);
    expect(await waiting(app, person)).toBeUndefined();
    expect(await consumerOfSession(app.deps, late.sessionToken)).toBeUndefined();
    expect(await holderOf(app, NEW)).toBe(person.consumer.consumerId);
    expect(await holderOf(app, LOST)).not.toBe(person.consumer.consumerId);
    const now = app.clock.now();
    const { consumerId } = person.consumer;
    const [until] = await app.deps.load(app.deps.recoveries.loweredUntil(consumerId, now));
    expect(until).toBe(after(now, LOWERED_FOR));
    expect((await told(app, LOST)).join()).toMatch(/账户已找回|was recovered/);
    await app.close();
  });

  it("takes the PIN with it and finds a lost phone: then a passkey can be added and contracts charge", async () => {
    const app = await testApp();
    const person = await withPhone(app);
    const { consumerId } = person.consumer;
    const session = await sessionFor(app, consumerId);
    const here = (await consumerOfSession(app.deps, session))!;
    const pin = { typed: "428613", again: "428613", old: "", device: undefined };
    must(await setPaymentPin(app.deps, { here, ...pin }));
    const { contractId } = await signedContract(app, { consumerId });
    must(await losePhone(app.deps, { session }));
    expect(await standingOf(app, contractId)).toBe("phone_lost");
    must(await asked(app));
    app.clock.advance(milliseconds(RECOVERY_WAIT + 1));
    await finishRecoveries(app.deps);
    expect(await standingOf(app, contractId)).toBe("active");
    const back = (await consumerOfSession(app.deps, await signedIn(app, NEW)))!;
    expect(back.consumer).toMatchObject({ consumerId, phoneLostAt: undefined });
    const device = authenticator(app.deps.config.publicUrl);
    const response = await device.create(must(await passkeyOptions(app.deps, back)));
    must(await addPasskey(app.deps, { here: back, response, name: "x" }));
    await app.close();
  });

  it("begins for nobody else, and says nothing of who is known", async () => {
    const app = await testApp();
    const person = await withPhone(app);
    const right = await asked(app, { lost: "19900000049" });
    expect(await asked(app, { idOrPin: "000000190001010023" })).toEqual(right);
    expect(await waiting(app, person)).toBeUndefined();
    expect(await asked(app)).toEqual(right);
    expect(await waiting(app, person)).toBeDefined();
    await app.close();
  });

  it("begins by the codes of a phone that is reported lost only when a day has passed", async () => {
    const app = await testApp();
    const here = await withPhone(app);
    must(await losePhone(app.deps, { session: here.sessionToken }));
    must(await asked(app, { by: LOST }));
    expect(await waiting(app, here)).toBe(undefined);
    app.clock.advance(days(1));
    must(await asked(app, { by: LOST }));
    expect(await waiting(app, here)).toMatchObject({ newPhone: undefined });
    await app.close();
  });

  it("may be tried three times a day with a phone, known or not", async () => {
    const app = await testApp();
    await withPhone(app);
    for (const lost of [LOST, "19900000048"]) {
      for (let i = 0; i < 3; i++) must(await asked(app, { lost, idOrPin: "1" }));
      expect(await asked(app, { lost })).toMatchObject({
        ok: false,
        error: { code: "too_many_requests" },
      });
      app.clock.advance(minutes(61));
    }
    await app.close();
  });

  it("is cancelled by the link without signing in, and by no other", async () => {
    const app = await testApp();
    const person = await withPhone(app);
    must(await asked(app));
    const { recoveryId } = (await waiting(app, person))!;
    const key = await cancelKey(app.deps.vault, "rec_other");
    expect(await cancelByLink(app.deps, { recoveryId, key })).toMatchObject({ ok: false });
    const right = { recoveryId, key: await cancelKey(app.deps.vault, recoveryId) };
    must(await cancelByLink(app.deps, right));
    expect(await cancelByLink(app.deps, right)).toMatchObject({ ok: false });
    app.clock.advance(milliseconds(RECOVERY_WAIT + 1));
    await finishRecoveries(app.deps);
    expect(await holderOf(app, LOST)).toBe(person.consumer.consumerId);
    await app.close();
  });

  it("ends where the new phone opens an account that is known by something else by then", async () => {
    const app = await testApp();
    const person = await withPhone(app);
    must(await asked(app));
    const other = await entered(app, "person_b");
    const session = await signedIn(app, NEW);
    must(await joinIdentity(app.deps, { session: other.sessionToken, entered: session }));
    app.clock.advance(milliseconds(RECOVERY_WAIT + 1));
    await finishRecoveries(app.deps);
    expect(await waiting(app, person)).toBeUndefined();
    expect(await holderOf(app, NEW)).toBe(other.consumer.consumerId);
    expect(await holderOf(app, LOST)).toBe(person.consumer.consumerId);
    await app.close();
  });

  it("is done or cancelled, never both, whichever of two processes is first", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const person = await withPhone(one);
    for (let round = 0; round < 2; round++) {
      must(await asked(one));
      const found = await waiting(one, person);
      if (!found) break;
      two.clock.advance(milliseconds(RECOVERY_WAIT + 1));
      const [cancelled] = await Promise.all([
        cancelByOwner(other.deps, person.consumer.consumerId),
        finishRecoveries(one.deps),
        finishRecoveries(other.deps),
      ]);
      const mine = await holderOf(one, NEW) === person.consumer.consumerId;
      expect(cancelled.ok).toBe(!mine);
      expect(await waiting(one, person)).toBeUndefined();
    }
  });

  it("begins once when two processes are asked at once", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const person = await withPhone(one);
    const ask = async (app: TestApp) => {
      const browser = { purpose: "recovery", source: "s", device: undefined, lang: "zh" } as const;
      const { attempt } = must(await sendSignInCode(app.deps, { phone: NEW, ...browser }));
      const typed = await lastCodeFor(app.deps, NEW) ?? "";
      return { lostPhone: LOST, newPhone: NEW, idOrPin: idNumber, attempt, typed, ...browser };
    };
    const [first, second] = [await ask(one), await ask(other)];
    await Promise.all([askRecovery(one.deps, first), askRecovery(other.deps, second)]);
    expect(await waiting(one, person)).toBeDefined();
    await tellConsumers(one.deps);
    const texts = (await messagesOf(one.deps, LOST, 20)).map(({ text }) => text);
    expect(texts.filter((text) => text.includes("cancellation"))).toHaveLength(1);
  });
});
