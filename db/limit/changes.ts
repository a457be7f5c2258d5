import { sql } from "drizzle-orm";
import { dailyCaps, STATIC_TIER } from "../../core/method/verification.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { Statement } from "../../core/unit.ts";
import { limitDays, verifiedDays } from "./table.ts";
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
  return [staticDay.spend({ ...cardDay, paymentId, fen, cap: dailyCaps[STATIC_TIER].fen })];
}

function accountStatements(payment: Payment, step: Step): readonly Statement[] {
  const { countsAgainst } = payment;
  if (!countsAgainst) return [];
  const day = countsAgainst.tier === STATIC_TIER ? staticDay : verifiedDay;
  const counted = { ...countsAgainst, paymentId: payment.paymentId, fen: payment.amount.fen };
  switch (step) {
    case "sent": {
      const cap = "cap" in countsAgainst ? countsAgainst.cap : dailyCaps[STATIC_TIER].fen;
      return [day.spend({ ...counted, cap })];
    }
    case "succeeded":
      return [day.spendLate(counted)];
    case "failed":
      return [day.giveBack(counted)];
  }
}

interface Counted {
  readonly [name: string]: unknown;
  readonly account: string;
  readonly scope: string;
  readonly day: string;
  readonly paymentId: string;
  readonly fen: number;
}

const at = sql.placeholder;

const { account, scope, day, tier } = limitDays;
const staticDay = {
  spend: prepare<Counted & { cap: number }>(
    build.insert(limitDays).values({ ...key(), tier: at("tier"), ...amounts() })
      .onConflictDoUpdate({ target: [account, scope, day, tier], set: added() }),
  ),
  ...corrections(limitDays, sql`${ofDay()} and tier = ${at("tier")}`),
};

const verifiedDay = {
  spend: prepare<Counted & { cap: number }>(
    build.insert(verifiedDays).values({ ...key(), ...amounts() }).onConflictDoUpdate({
      target: [verifiedDays.account, verifiedDays.scope, verifiedDays.day],
      set: added(),
    }),
  ),
  ...corrections(verifiedDays, ofDay()),
};

function key() {
  return { account: at("account"), scope: at("scope"), day: at("day") };
}

function amounts() {
  return { spent: at("fen"), cap: at("cap") };
}

/** The row's CHECK refuses an overspend, so nobody has to retry because someone else succeeded. */
function added() {
  return { spent: sql`spent + excluded.spent`, cap: sql`excluded.cap` };
}

function ofDay() {
  return sql`account = ${at("account")} and scope = ${at("scope")} and day = ${at("day")}`;
}

function corrections(
  days: typeof limitDays | typeof verifiedDays,
  counter: ReturnType<typeof ofDay>,
) {
  return {
    /**
     * A success after a failure counts again. The money has moved, so the counter follows it over the limit, and nothing
     * more is paid that day.
     */
    spendLate: prepare<Counted>(
      build.update(days).set({
        spent: sql`spent + ${at("fen")}`,
        cap: sql`max(cap, spent + ${at("fen")})`,
      }).where(
        sql`${counter} and (select state = 'failed' from payments where payment_id = ${
          at("paymentId")
        })`,
      ),
    ),
    giveBack: prepare<Counted>(
      build.update(days).set({ spent: sql`spent - ${at("fen")}` }).where(counter),
    ),
  };
}
