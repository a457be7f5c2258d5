import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQuietAccount } from "../../core/consumer/open_quiet_account.ts";
import { startAnew } from "../../core/consumer/start_anew.ts";
import { addPasskey, passkeyOptions } from "../../core/factor/own_passkeys.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { finishRecoveries } from "../../core/recovery/finish_recoveries.ts";
import { askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { RECOVERY_WAIT } from "../../core/recovery/recovery.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { days, milliseconds, minutes } from "../../core/time.ts";
import { messagesOf } from "../../sandbox/bank/inbox.ts";
import { authenticator } from "../support/authenticator.ts";
import { signedContract } from "../support/contracts.ts";
import { must } from "../support/fixtures.ts";
import { byPhone, tryPhone } from "../support/phone_people.ts";
import { twoPortals } from "../support/portals.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PIN = "471903";
const browser = { client: "Firefox · Windows" };

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

let numbers = 0;
const newNumber = () => `1991000${String(1_000 + numbers++)}`;

function setPin(here: ConsumerHere, typed = PIN) {
  return setPaymentPin(app.deps, { here, typed, again: typed, old: "", device: undefined });
}

/** Somebody whose account has a contract in it; `pin`: and a PIN. */
async function person(at: TestApp = app) {
  const phone = newNumber();
  const { here, device } = await byPhone(at, phone);
  const { consumerId } = here.consumer;
  await signedContract(at, { consumerId });
  return { phone, here, device, consumerId };
}

/** The code was right, but is not enough; what the browser keeps of that. */
async function provedQuiet(at: TestApp, phone: string): Promise<string> {
  const tried = await tryPhone(at, phone);
  if (tried.ok || tried.error.code !== "phone_quiet") throw new Error("The phone is not quiet");
  return tried.error.proved;
}

/** How often a number was taken from an account, whose person is told so. */
async function releases(at: TestApp): Promise<number> {
  const sql = "select count(*) as n from account_messages where kind = 'phone_released'";
  const [n] = await at.deps.load({
    statement: { sql, args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return n;
}

const open = (proved: string, typed: string) =>
  openQuietAccount(app.deps, { proved, typed, browser });
const code = (of: string) => ({ ok: false, error: { code: of } });

describe("a phone that was silent for ninety days", () => {
  it("opens its account by a code alone until then, and in a browser of its own after that", async () => {
    const { phone, device, consumerId } = await person();
    app.clock.advance(milliseconds(days(90) - 1));
    expect((await byPhone(app, phone)).here.consumer.consumerId).toBe(consumerId);
    app.clock.advance(days(90));
    expect(await tryPhone(app, phone)).toMatchObject(code("phone_quiet"));
    expect((await byPhone(app, phone, device)).here.consumer.consumerId).toBe(consumerId);
    // It has answered there: it is silent no longer.
    expect((await byPhone(app, phone)).here.consumer.consumerId).toBe(consumerId);
  });

  it("opens one with nothing in it as before", async () => {
    const phone = newNumber();
    const { here } = await byPhone(app, phone);
    app.clock.advance(days(100));
    expect((await byPhone(app, phone)).here.consumer.consumerId).toBe(here.consumer.consumerId);
  });

  it("opens it for whoever knows the PIN, five guesses a day, and says nothing of what there is", async () => {
    const { phone, here, consumerId } = await person();
    must(await setPin(here));
    app.clock.advance(days(90));
    const proved = await provedQuiet(app, phone);
    for (const guess of ["135246", "110101199001010012", "", "x"]) {
      expect(await open(proved, guess)).toEqual(code("proof_wrong"));
    }
    const { sessionToken } = must(await open(proved, PIN));
    const back = await consumerOfSession(app.deps, sessionToken);
    expect(back?.consumer.consumerId).toBe(consumerId);
    expect(await open(proved, PIN)).toMatchObject(code("too_many_requests"));
    app.clock.advance(minutes(10));
    expect(await open(proved, PIN)).toEqual(code("proof_over"));
    expect(await open("made up", PIN)).toEqual(code("proof_over"));
  });

  it("opens an empty account for its new holder; the old one keeps what is in it and hears nothing by it", async () => {
    const { phone, here, consumerId } = await person();
    const device = authenticator(app.deps.config.publicUrl);
    const response = await device.create(must(await passkeyOptions(app.deps, here)));
    must(await addPasskey(app.deps, { here, response, name: "x" }));
    await tellConsumers(app.deps);
    app.clock.advance(days(90));
    const proved = await provedQuiet(app, phone);
    const { sessionToken } = must(await startAnew(app.deps, { proved, browser }));
    const anew = await consumerOfSession(app.deps, sessionToken);
    expect(anew?.consumer.consumerId).not.toBe(consumerId);
    expect((await byPhone(app, phone)).here.consumer.consumerId).toBe(anew?.consumer.consumerId);
    const [ways, contracts] = await app.deps.load(
      app.deps.identities.of(consumerId),
      app.deps.contracts.inForceOf(consumerId, app.clock.now()),
    );
    expect([ways.length, contracts.length]).toEqual([0, 1]);
    expect(await releases(app)).toBe(1);
    await tellConsumers(app.deps);
    const texts = (await messagesOf(app.deps, phone, 50)).map(({ text }) => text).join();
    expect(texts).toContain("A passkey was added");
    expect(texts).not.toContain("somebody else's");
    // What was proved is used up with the account that it was about.
    expect(await startAnew(app.deps, { proved, browser })).toEqual(code("proof_over"));
  });

  it("has one new account when thirty are started at once at two processes", async () => {
    await using two = await twoPortals();
    const [one] = two.portals;
    const { phone } = await person(one);
    two.clock.advance(days(90));
    const proved = await provedQuiet(one, phone);
    const started = await Promise.all(
      Array.from(
        { length: 30 },
        (_, i) => startAnew(two.portals[i % 2 === 0 ? 0 : 1].deps, { proved, browser }),
      ),
    );
    expect(started.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await releases(one)).toBe(1);
  });

  it("is given to nobody when its holder answers a code in the same moment", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const { phone, device, consumerId } = await person(one);
    two.clock.advance(days(90));
    const proved = await provedQuiet(one, phone);
    const [started] = await Promise.all([
      startAnew(other.deps, { proved, browser }),
      tryPhone(one, phone, device),
    ]);
    const [holder] = await one.deps.load(
      one.deps.identities.of(consumerId),
    );
    expect(holder).toHaveLength(started.ok ? 0 : 1);
  });
});

describe("the first factor of an account that has something in it", () => {
  it("is set where the account began, or in a browser that is known for a week", async () => {
    const { phone, here, device } = await person();
    const elsewhere = await byPhone(app, phone);
    expect(await setPin(elsewhere.here)).toMatchObject(code("browser_not_trusted"));
    expect(await passkeyOptions(app.deps, elsewhere.here))
      .toMatchObject(code("browser_not_trusted"));
    app.clock.advance(milliseconds(days(7) - 1));
    const early = await byPhone(app, phone, elsewhere.device);
    expect(await setPin(early.here)).toMatchObject(code("browser_not_trusted"));
    app.clock.advance(milliseconds(1));
    must(await setPin((await byPhone(app, phone, early.device)).here));
    const other = await person();
    expect(other.consumerId).not.toBe(here.consumer.consumerId);
    must(await setPin((await byPhone(app, other.phone, other.device)).here));
    // Another phone's browser is none of this one's.
    const third = await person();
    const stranger = await byPhone(app, third.phone, device);
    expect(await setPin(stranger.here)).toMatchObject(code("browser_not_trusted"));
  });

  it("is set freely while there is nothing in it", async () => {
    const phone = newNumber();
    await byPhone(app, phone);
    must(await setPin((await byPhone(app, phone)).here));
  });

  it("is set after a recovery, which waits a day and can be cancelled", async () => {
    const { phone } = await person();
    const { here } = await byPhone(app, phone);
    must(await askRecoveryHere(app.deps, here));
    expect(await setPin(here)).toMatchObject(code("browser_not_trusted"));
    app.clock.advance(RECOVERY_WAIT);
    await finishRecoveries(app.deps);
    must(await setPin((await byPhone(app, phone)).here));
  });

  it("is one when thirty are set at once at two processes", async () => {
    await using two = await twoPortals();
    const [one] = two.portals;
    const { here } = await byPhone(one, newNumber());
    const pins = Array.from({ length: 30 }, (_, i) => `47${1_903 + 7 * i}`);
    const set = await Promise.allSettled(
      pins.map((typed, i) =>
        setPaymentPin(two.portals[i % 2 === 0 ? 0 : 1].deps, {
          here,
          typed,
          again: typed,
          old: "",
          device: undefined,
        })
      ),
    );
    const done = set.filter((each) => each.status === "fulfilled" && each.value.ok);
    expect(done).toHaveLength(1);
  });
});
