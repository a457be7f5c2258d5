import fc from "fast-check";
import { expect } from "vitest";
import { type Factor, factors } from "../../core/method/verification.ts";
import { modelRunsAtOnce, untilSeen } from "../support/model_runs.ts";
import { START } from "../support/fake_clock.ts";
import type { TestApp } from "../support/test_app.ts";
import {
  agreed,
  type Counted,
  LimitsModel,
  noBounds,
  type OwnBounds,
  type Paid,
  type Reading,
} from "./limits_model.ts";
import { openPlaces, Payer } from "./limits_portal.ts";

type Step = fc.AsyncCommand<LimitsModel, Payer>;

/** So that a run in which nothing of it happened is not taken for a proof. */
const seen = {
  days: 0,
  refused: 0,
  late: 0,
  byStaticCode: 0,
  byOwnLimit: 0,
  factorNeeded: 0,
  onAnotherDay: 0,
  lowered: 0,
  charges: 0,
};

function step(
  name: string,
  run: Step["run"],
  can: Step["check"] = () => true,
): Step {
  return { check: can, run, toString: () => name };
}

const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const which = fc.nat(9);
const merchant = fc.nat(1);
const used = fc.subarray<Factor>([...factors]);
const enrolled = fc.oneof(fc.constant<Factor[]>([]), fc.subarray<Factor>([...factors]));
// One at a time more often than several at the same moment.
const times = fc.constantFrom(1, 1, 1, 1, 2, 5);
// Near the caps more often than anywhere, so that days end on them.
const amount = fc.oneof(
  fc.integer({ min: 1, max: 120_000 }),
  fc.integer({ min: 90_000, max: 520_000 }),
  fc.integer({ min: 1, max: 5_100_000 }),
  fc.constantFrom(1, 50_000, 100_000, 400_000, 500_000, 4_500_000, 5_000_000),
);
const small = fc.oneof(fc.integer({ min: 1, max: 55_000 }), fc.constantFrom(1, 25_000, 50_000));

const pays = fc.record({ merchant, amount, used, enrolled, times }).map((given) =>
  step(`pays ${JSON.stringify(given)}`, async (model, payer) => {
    const { merchant, amount, times } = given;
    const orders = await Promise.all(
      Array.from({ length: times }, () => payer.order(merchant, amount)),
    );
    await payAtOnce(model, payer, { ...given, orders });
  })
);

const paysAgain = fc.record({ which, used, times: fc.constant(1) }).map((given) =>
  step(`pays again ${JSON.stringify(given)}`, async (model, payer) => {
    const { orderId, merchant, amount } = nth(openAgain(model), given.which);
    await payAtOnce(model, payer, { ...given, merchant, amount, enrolled: [], orders: [orderId] });
  }, (model) => openAgain(model).length > 0)
);

/** Of orders that can still be paid, because every attempt at them has failed. */
function openAgain({ payments, now }: Readonly<LimitsModel>): readonly Paid[] {
  return payments.filter((each) => {
    const attempts = payments.filter(({ orderId }) => orderId === each.orderId);
    return !each.isStatic && each.expiresAt > now && attempts.length < 5 &&
      attempts.every(({ state }) => state === "failed");
  });
}

const ORDER_LIFE = 30 * 60_000;

/** All at the same moment, by the same factors: as many get through as there is room for. */
async function payAtOnce(model: LimitsModel, payer: Payer, given: {
  readonly merchant: number;
  readonly amount: number;
  readonly used: readonly Factor[];
  readonly enrolled: readonly Factor[];
  readonly orders: readonly string[];
}): Promise<void> {
  const { merchant, amount, used, enrolled, orders } = given;
  model.days.add(model.today);
  const left = model.leftWith(used, merchant);
  const room = Math.min(orders.length, Math.floor(left / amount));
  const answers = await Promise.all(orders.map((orderId) => payer.pay(orderId, given)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(room);
  const day = model.today;
  for (const [i, answer] of answers.entries()) {
    if (!answer.ok) continue;
    const { channelOrderNo } = answer.value;
    const before = model.payments.find(({ orderId }) => orderId === orders[i]);
    const expiresAt = before?.expiresAt ?? model.now + ORDER_LIFE;
    const [orderId, state] = [orders[i]!, "processing"] as const;
    model.payments.push(
      { amount, day, merchant, state, orderId, channelOrderNo, isStatic: false, expiresAt },
    );
  }
  const now = model.leftWith(used, merchant);
  const more = enrolled.filter((each) => !used.includes(each));
  const fits = (extra: readonly Factor[]) =>
    model.leftWith([...used, ...extra], merchant) >= amount;
  if (model.now < model.loweredUntil) seen.lowered++;
  for (const answer of answers) {
    if (answer.ok) continue;
    seen.refused++;
    const { error } = answer;
    if (error.code !== "factor_needed") {
      expect(fits(more)).toBe(false);
      const most = Math.max(now, model.leftWith([...used, ...more], merchant));
      expect(error).toMatchObject({ code: "daily_limit_exceeded", left: most });
      if ("cap" in error && model.own.payments.perDay === error.cap) seen.byOwnLimit++;
      continue;
    }
    seen.factorNeeded++;
    const asked: readonly Factor[] = error.factors;
    expect(more).toEqual(expect.arrayContaining([...asked]));
    expect(fits(asked)).toBe(true);
    // The fewest that do.
    const fewer = subsets(more).filter((each) => each.length < asked.length);
    expect(fewer.filter(fits)).toEqual([]);
  }
}

function subsets<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.reduce<readonly (readonly T[])[]>(
    (all, each) => [...all, ...all.map((some) => [...some, each])],
    [[]],
  );
}

const paysByStaticCode = fc.record({ merchant, amount: small, times }).map((given) =>
  step(`pays by static code ${JSON.stringify(given)}`, async (model, payer) => {
    const { merchant, amount, times } = given;
    const day = model.today;
    model.days.add(day);
    const room = Math.min(times, Math.floor(model.leftByStaticCode(merchant) / amount));
    const answers = await Promise.all(
      Array.from({ length: times }, () => payer.payByStaticCode(merchant, amount)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(room);
    for (const answer of answers) {
      if (!answer.ok) {
        expect(answer.error).toMatchObject({ code: "daily_limit_exceeded", tier: "D" });
        continue;
      }
      const { orderId, channelOrderNo } = answer.value;
      seen.byStaticCode++;
      model.payments.push({
        amount,
        day,
        merchant,
        state: "processing",
        orderId,
        channelOrderNo,
        isStatic: true,
        expiresAt: model.now,
      });
    }
  })
);

/** The channel's word: in time, late, twice, or another than before. */
function hears<T extends Counted>(
  name: string,
  listOf: (model: Readonly<LimitsModel>) => readonly T[],
  tell: (payer: Payer, about: T, said: "succeeded" | "failed") => Promise<void>,
): fc.Arbitrary<Step> {
  return fc.tuple(which, fc.constantFrom("succeeded" as const, "failed" as const)).map((
    [n, said],
  ) =>
    step(`${name} ${n} ${said}`, async (model, payer) => {
      const list = listOf(model);
      const about = list[list.length - 1 - n % list.length]!;
      await tell(payer, about, said);
      if (said === "succeeded" && about.state === "failed") seen.late++;
      if (about.day !== model.today) seen.onAnotherDay++;
      model.hear(about, said);
    }, (model) => listOf(model).length > 0)
  );
}

const hearsOfPayment = hears(
  "hears of payment",
  ({ payments }) => payments,
  (payer, about, said) => payer.tellOfPayment(about, said),
);
const hearsOfCharge = hears(
  "hears of charge",
  ({ charges }) => charges,
  (payer, { deductionId }, said) => payer.tellOfCharge(deductionId, said),
);

const refunds = which.map((n) =>
  step(
    `refunds ${n}`,
    (model, payer) => payer.refund(nth(model.payments, n)),
    ({ payments }) => payments.length > 0,
  )
);

const chargeAmount = fc.oneof(
  fc.integer({ min: 1, max: 11_000 }),
  fc.constantFrom(1, 5_000, 10_000, 10_001),
);
const isCharged = fc.record({ contract: merchant, amount: chargeAmount, times }).map((given) =>
  step(`is charged ${JSON.stringify(given)}`, async (model, payer) => {
    const { contract, amount, times } = given;
    const day = model.today;
    model.days.add(day);
    const answers = await Promise.all(
      Array.from({ length: times }, () => payer.charge(contract, amount)),
    );
    let refusal: string | undefined;
    for (const _ of answers) {
      refusal = model.refusalOf(contract, amount);
      if (refusal) break;
      model.charges.push({ amount, day, merchant: contract, state: "processing", deductionId: "" });
    }
    const mine = model.charges.filter(({ deductionId }) => deductionId === "");
    const taken = answers.flatMap((each) => each.ok ? [each.value.deduction.deductionId] : []);
    expect(taken).toHaveLength(mine.length);
    for (const [i, each] of mine.entries()) {
      model.charges[model.charges.indexOf(each)] = { ...each, deductionId: taken[i]! };
    }
    seen.charges += taken.length;
    for (const answer of answers) {
      if (answer.ok) continue;
      const { error } = answer;
      if (refusal === "contract") {
        expect(error.code).toMatch(/^(per_transaction_limit|day_limit|consumer_limit)_exceeded$/);
      } else {
        seen.byOwnLimit++;
        expect(error).toEqual({ code: "consumer_limit_exceeded", per: refusal });
      }
    }
  })
);

const limitedThing = fc.constantFrom("payments" as const, "charges" as const, 0, 1);
const bound = fc.oneof(fc.constant(undefined), fc.nat(30_000), fc.nat(600_000));
const limits = fc.record({
  about: limitedThing,
  perDay: bound,
  perTransaction: bound,
  isFresh: fc.boolean(),
})
  .map((given) =>
    step(`limits ${JSON.stringify(given)}`, async (model, payer) => {
      const { about, isFresh, perDay } = given;
      // What they pay themselves is bounded by the day only.
      const perTransaction = about === "payments" ? undefined : given.perTransaction;
      const wanted: OwnBounds = { perDay, perTransaction };
      const before = ownOf(model, about);
      const set = await payer.limit(about, wanted, isFresh);
      const refusal = limitRefusal(before, { about, wanted, isFresh });
      expect(set.ok ? undefined : set.error.code).toBe(refusal);
      if (!refusal) setOwn(model, about, wanted);
    })
  );

type Thing = "payments" | "charges" | number;

function ownOf({ own }: LimitsModel, about: Thing): OwnBounds {
  return typeof about === "number" ? own.contracts[about] ?? noBounds : own[about];
}

function setOwn({ own }: LimitsModel, about: Thing, bounds: OwnBounds): void {
  if (typeof about === "number") own.contracts[about] = bounds;
  else own[about] = bounds;
}

/** Never nothing, never above the contract; and higher only where it was shown again who is there. */
function limitRefusal(
  before: OwnBounds,
  { about, wanted, isFresh }: {
    readonly about: Thing;
    readonly wanted: OwnBounds;
    readonly isFresh: boolean;
  },
): string | undefined {
  for (const  of of["perTransaction", "perDay"] as const) {
    const fen = wanted[of];
    if (fen !== undefined && fen < 1) return "amount_out_of_range";
    if (fen !== undefined && typeof about === "number" && fen > agreed[of]) return "above_contract";
  }
  const above = (a: number | undefined, b: number | undefined) =>
    b !== undefined && (a === undefined || a > b);
  const raises = above(wanted.perDay, before.perDay) ||
    above(wanted.perTransaction, before.perTransaction);
  return raises && !isFresh ? "session_not_fresh" : undefined;
}

/** Just before midnight in Shanghai, at midnight, and in the morning. */
const goesOn = fc.constantFrom(-1, 0, 0, 9 * 3_600_000).map((past) =>
  step(`goes on to midnight ${past}`, async (model, payer) => {
    model.now += Math.max(1, model.untilMidnight + past);
    // What is counted of days gone by is compared while they are few.
    if (model.days.size % 4 === 0) await payer.compareDays();
  }, (model) => model.days.has(model.today))
);
const waits = fc.constantFrom(1, 20, 40).map((minutes) =>
  step(`waits ${minutes} minutes`, (model) => {
    model.now += minutes * 60_000;
    return Promise.resolve();
  })
);
const isRecovered = fc.constant(step("is recovered", async (model, payer) => {
  model.loweredUntil = await payer.recovered();
}, (model) => model.now >= model.loweredUntil));

const many = <T>(count: number, each: T): readonly T[] => Array(count).fill(each);
const all: readonly fc.Arbitrary<Step>[] = [
  ...many(8, pays),
  ...many(2, paysAgain),
  ...many(3, paysByStaticCode),
  ...many(6, hearsOfPayment),
  refunds,
  ...many(4, isCharged),
  ...many(2, hearsOfCharge),
  ...many(2, limits),
  ...many(14, goesOn),
  waits,
  fc.oneof(isRecovered, waits, waits, waits),
];

/** Days of different people at once, which one writer has to keep apart; half of them under either reading. */
export async function limitsAsModel(
  app: TestApp,
  { lanes, runs, steps }: { readonly lanes: number; readonly runs: number; readonly steps: number },
): Promise<typeof seen> {
  const places = await openPlaces(app);
  const readings: readonly Reading[] = ["account", "account_merchant"];
  const round = () =>
    modelRunsAtOnce(Array.from({ length: lanes }, (_, lane) => ({
      commands: all,
      runs,
      steps,
      run: async (commands) => {
        const model = new LimitsModel(nth(readings, lane), START);
        const real = await Payer.newIn(places, model);
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await real.compareDays();
        seen.days += model.days.size;
      },
    })));
  await untilSeen(
    round,
    () => Object.entries(seen).filter(([, count]) => count === 0).map(([what]) => what),
  );
  return seen;
}
