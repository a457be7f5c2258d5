import fc from "fast-check";
import { expect } from "vitest";
import type { ConsumerId } from "../../core/id.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { Factor } from "../../core/method/verification.ts";
import type { TestApp } from "../support/test_app.ts";
import { payNew, payVerified, told, verifiedDays } from "../support/verified_payments.ts";

type Step =
  | { readonly type: "pay"; readonly amount: number; readonly used: readonly Factor[] }
  /** Of the payments begun that day, which one; another attempt on its order once it failed. */
  | { readonly type: "again"; readonly which: number; readonly used: readonly Factor[] }
  | { readonly type: "succeeded" | "failed" | "refund"; readonly which: number };

type Day = readonly Step[];

/** The field's own words, written once more: which tier, and what it takes a day. */
const kindOf: Readonly<Record<Factor, number>> = { pin: 1, code: 2, passkey: 3, signature: 4 };
function capAfter(used: readonly Factor[]): number {
  const kinds = new Set(used.map((each) => kindOf[each]));
  if (kinds.size < 2) return 100_000;
  return kinds.has(4) ? 5_000_000 : 500_000;
}

const used = fc.subarray<Factor>(["pin", "code", "passkey", "signature"]);
// Near the caps more often than anywhere, so that days end on them.
const amount = fc.oneof(
  fc.integer({ min: 1, max: 120_000 }),
  fc.integer({ min: 90_000, max: 520_000 }),
  fc.integer({ min: 1, max: 5_100_000 }),
  fc.constantFrom(1, 50_000, 100_000, 400_000, 500_000, 4_500_000, 5_000_000),
);
const which = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant("pay" as const), amount, used }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("again" as const), which, used }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom("succeeded", "failed", "refund"), which }),
  },
);
const day = fc.array(step, { minLength: 2, maxLength: 9, size: "max" });

/** Days of different people run at once, `together` of them, which one writer has to keep apart. */
export async function randomDays(
  app: TestApp,
  { rounds, together }: { readonly rounds: number; readonly together: number },
): Promise<void> {
  let refused = 0;
  let late = 0;
  let lived = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: together, maxLength: together }),
      async (days) => {
        const seen = await Promise.all(days.map((each) => live(app, each)));
        refused += seen.reduce((sum, each) => sum + each.refused, 0);
        late += seen.reduce((sum, each) => sum + each.late, 0);
        lived += seen.length;
      },
    ),
    { numRuns: rounds },
  );
  expect(lived).toBe(rounds * together);
  // Otherwise nothing of it was tried.
  expect(refused).toBeGreaterThan(0);
  expect(late).toBeGreaterThan(0);
}

interface Begun {
  payment: Payment;
  state: "processing" | "succeeded" | "failed";
}

function chosen(begun: readonly Begun[], { which }: { readonly which: number }) {
  return begun.length === 0 ? undefined : begun[which % begun.length];
}

/** One person's day against the model: a sum, raised by what is taken, lowered by what failed. */
async function live(app: TestApp, steps: Day) {
  const consumerId: ConsumerId = app.deps.newId("con");
  const begun: Begun[] = [];
  const seen = { refused: 0, late: 0 };
  let spent = 0;
  for (const step of steps) {
    if (step.type === "pay" || step.type === "again") {
      const before = step.type === "again" ? chosen(begun, step) : undefined;
      const open = before?.state === "failed" &&
        begun.every((each) =>
          each.payment.orderId !== before.payment.orderId || each.state === "failed"
        );
      if (step.type === "again" && !open) continue;
      const verified = { consumerId, used: step.used };
      const amount = step.type === "pay" ? step.amount : before?.payment.amount.fen ?? 0;
      const started = before
        ? await payVerified(app, before.payment.orderId, verified)
        : await payNew(app, amount, verified);
      const fits = spent + amount <= capAfter(step.used);
      expect(started.ok, JSON.stringify({ steps, step, spent })).toBe(fits);
      if (started.ok) {
        spent += amount;
        begun.push({ payment: started.value, state: "processing" });
        expect(spent).toBeLessThanOrEqual(capAfter(step.used));
      } else {
        seen.refused++;
        const left = Math.max(0, capAfter(step.used) - spent);
        expect(started.error).toMatchObject({ code: "daily_limit_exceeded", left });
      }
      continue;
    }
    const one = chosen(begun, step);
    if (!one) continue;
    if (step.type === "refund") {
      const body = { merchant_refund_no: crypto.randomUUID(), amount: 1 };
      await app.api(`/v1/orders/${one.payment.orderId}/refunds`, { body });
      continue;
    }
    await told(app, one.payment, step.type);
    const { fen } = one.payment.amount;
    if (step.type === "failed" && one.state === "processing") {
      spent -= fen;
      one.state = "failed";
    } else if (step.type === "succeeded" && one.state !== "succeeded") {
      if (one.state === "failed") {
        spent += fen;
        seen.late++;
      }
      one.state = "succeeded";
    }
  }
  const counted = (await verifiedDays(app, consumerId)).map((each) => each.spent);
  expect(counted, JSON.stringify(steps)).toEqual(begun.length === 0 ? [] : [spent]);
  return seen;
}
