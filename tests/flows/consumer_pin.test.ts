import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budget/budget.ts";
import { isPaymentPin } from "../../core/factor/digest_payment_pin.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { tryPaymentPin } from "../../core/factor/try_payment_pin.ts";
import type { ConsumerId } from "../../core/id.ts";
import { type ConsumerHere, consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { hours, minutes } from "../../core/time.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import { must } from "../support/fixtures.ts";
import { type TwoPortals, twoPortals } from "../support/portals.ts";
import { entered } from "../support/signers.ts";
import type { TestApp } from "../support/test_app.ts";

const PIN = "471903";
const OTHER = "862057";

let two: TwoPortals;
let app: TestApp;
beforeAll(async () => {
  two = await twoPortals();
  [app] = two.portals;
});
afterAll(() => two[Symbol.asyncDispose]());

async function hereOf(token: string): Promise<ConsumerHere> {
  const here = await consumerOfSession(app.deps, token);
  if (!here) throw new Error("Cannot go on: the session has ended");
  return here;
}

async function cameIn(personNo: PersonNo) {
  const { sessionToken } = await entered(app, personNo);
  return { token: sessionToken, here: await hereOf(sessionToken) };
}

interface Setting {
  readonly typed?: string;
  readonly again?: string;
  readonly old?: string;
}

function set(here: ConsumerHere, { typed = PIN, again = typed, old = "" }: Setting = {}) {
  return setPaymentPin(app.deps, { here, typed, again, old, device: undefined });
}

function tried(consumerId: ConsumerId, typed: string, device?: string, at: TestApp = app) {
  return tryPaymentPin(at.deps, { consumerId, typed, device });
}

const code = (of: string) => ({ ok: false, error: { code: of } });

describe("a payment PIN", () => {
  it("is six digits that nobody tries first and that are not their owner's own", async () => {
    // Whose phone is 19900000001, and whose ID number has 000000 in it.
    const { here } = await cameIn("person_a");
    for (const guessable of ["111111", "123456", "987654", "121212", "123123"]) {
      expect(await set(here, { typed: guessable })).toMatchObject(code("new_pin_guessable"));
    }
    expect(await set(here, { typed: "019000" })).toMatchObject(code("new_pin_of_person"));
    expect(await set(here, { typed: "12345" })).toMatchObject(code("new_pin_malformed"));
    expect(await set(here, { again: OTHER })).toMatchObject(code("new_pins_differ"));
    expect(await tried(here.consumer.consumerId, PIN)).toMatchObject(code("pin_not_set"));
  });

  it("is set by whoever has just signed in, and changed by whoever knows it", async () => {
    const { here: before } = await cameIn("person_b");
    app.clock.advance(minutes(11));
    expect(await set(before)).toMatchObject(code("session_not_fresh"));
    const { token, here } = await cameIn("person_b");
    must(await set(here));
    const { consumerId } = here.consumer;
    app.clock.advance(minutes(11));
    const later = await hereOf(token);
    expect(await set(later, { typed: OTHER })).toMatchObject(code("pin_malformed"));
    expect(await set(later, { typed: OTHER, old: "135246" })).toMatchObject(code("pin_wrong"));
    must(await set(later, { typed: OTHER, old: PIN }));
    expect(await tried(consumerId, PIN)).toMatchObject(code("pin_wrong"));
    must(await tried(consumerId, ` ８６２０５７ `));
  });

  it("is tried five times at two processes together, and again when an hour is over", async () => {
    const { token, here } = await cameIn("person_c");
    const { consumerId } = here.consumer;
    must(await set(here));
    const guesses = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => tried(consumerId, `13579${i % 10}`, undefined, two.portals[i % 2 === 0 ? 0 : 1]),
      ),
    );
    const codes = guesses.map((each) => each.ok || each.error.code);
    expect(codes.filter((each) => each === "pin_wrong")).toHaveLength(budgets.payment_pins.max);
    expect(codes.filter((each) => each === "too_many_requests")).toHaveLength(15);
    expect(await tried(consumerId, PIN)).toMatchObject(code("too_many_requests"));
    // Nobody was signed out.
    expect(await consumerOfSession(app.deps, token)).toBeDefined();
    app.clock.advance(hours(1));
    must(await tried(consumerId, PIN));
  });

  it("has tries of its own in a browser in which it was right, and in no other", async () => {
    const { here } = await cameIn("person_d");
    const { consumerId } = here.consumer;
    const { device } = must(await set(here));
    for (let n = 0; n < budgets.payment_pins.max; n++) await tried(consumerId, "135246");
    expect(await tried(consumerId, PIN)).toMatchObject(code("too_many_requests"));
    expect(await tried(consumerId, PIN, `${device}x`)).toMatchObject(code("too_many_requests"));
    must(await tried(consumerId, PIN, device));
    for (let n = 0; n < budgets.payment_pins_of_device.max; n++) {
      expect(await tried(consumerId, "135246", device)).toMatchObject(code("pin_wrong"));
    }
    expect(await tried(consumerId, PIN, device)).toMatchObject(code("too_many_requests"));
  });

  it("is kept as a digest that says nothing and that opens nothing in another row", async () => {
    const [one, other] = [await cameIn("person_a"), await cameIn("person_b")];
    must(await set(one.here));
    const { consumerId } = one.here.consumer;
    const [kept] = await app.deps.load(app.deps.paymentPins.of(consumerId));
    if (!kept) throw new Error("Cannot go on: there is no PIN");
    expect(kept.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await isPaymentPin(app.deps.vault, kept, PIN)).toBe(true);
    const moved = { ...kept, consumerId: other.here.consumer.consumerId };
    expect(await isPaymentPin(app.deps.vault, moved, PIN)).toBe(false);
    must(await set(one.here, { old: PIN }));
    const [again] = await app.deps.load(app.deps.paymentPins.of(consumerId));
    expect([again?.digest === kept.digest, again?.salt === kept.salt]).toEqual([false, false]);
  });
});
