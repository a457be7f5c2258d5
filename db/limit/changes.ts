import { sql } from "drizzle-orm";
import type { LimitDay } from "../../core/limit/daily_limit.ts";
import { dailyCaps } from "../../core/method/verification.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { Statement } from "../../core/unit.ts";
import { limitDays } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

type Step = "sent" | "succeeded" | "failed";

/** How a payment's step changes the daily limits it counts against, if any. */
export function limitStatements(payment: Payment, step: Step): readonly Statement[] {
  return [...accountStatements(payment, step), ...cardStatements(payment)];
}

/** What settles an order counts against its card, in the write of the success: the CHECK says whether it may. */
function cardStatements(payment: Payment): readonly Statement[] {
  if (payment.state !== "succeeded" || !payment.settles || !payment.cardDay) return [];
  const { cardDay, paymentId, amount: { fen } } = payment;
  return [spend({ ...cardDay, paymentId, fen, cap: dailyCaps[cardDay.tier].fen })];
}

function accountStatements(payment: Payment, step: Step): readonly Statement[] {
  const { countsAgainst } = payment;
  if (!countsAgainst) return [];
  const counted = { ...countsAgainst, paymentId: payment.paymentId, fen: payment.amount.fen };
  switch (step) {
    case "sent":
      return [spend({ ...counted, cap: dailyCaps[countsAgainst.tier].fen })];
    case "succeeded":
      return [spendLate(counted)];
    case "failed":
      return [giveBack(counted)];
  }
}

interface Counted extends LimitDay {
  readonly [name: string]: unknown;
  readonly paymentId: string;
  readonly fen: number;
}

const at = sql.placeholder;

/** The row's CHECK refuses an overspend, so nobody has to retry because someone else succeeded. */
const spend = prepare<Counted & { cap: number }>(
  build.insert(limitDays).values({
    account: at("account"),
    scope: at("scope"),
    day: at("day"),
    tier: at("tier"),
    spent: at("fen"),
    cap: at("cap"),
  }).onConflictDoUpdate({
    target: [limitDays.account, limitDays.scope, limitDays.day, limitDays.tier],
    set: { spent: sql`spent + excluded.spent`, cap: sql`excluded.cap` },
  }),
);

const counter = sql`account = ${at("account")} and scope = ${at("scope")} and day = ${
  at("day")
} and tier = ${at("tier")}`;

/**
 * A success after a failure counts again. The money has moved, so the counter follows it over the limit, and nothing
 * more is paid that day.
 */
const spendLate = prepare<Counted>(
  build.update(limitDays).set({
    spent: sql`spent + ${at("fen")}`,
    cap: sql`max(cap, spent + ${at("fen")})`,
  }).where(
    sql`${counter} and (select state = 'failed' from payments where payment_id = ${
      at("paymentId")
    })`,
  ),
);

const giveBack = prepare<Counted>(
  build.update(limitDays).set({ spent: sql`spent - ${at("fen")}` }).where(counter),
);
