import type { Card } from "../cards.ts";
import { clearingDay, readStamp } from "../beijing_time.ts";
import type { Context } from "../context.ts";
import { tellMerchant } from "../notices.ts";
import { amountOf, type Transaction } from "../world.ts";
import { typeOf } from "./kinds.ts";

/** Money moves: from here on it is a fact, whatever anybody hears of it. */
export function succeed(
  context: Context,
  transaction: Transaction,
  { card, discount = 0 }: { readonly card?: Card; readonly discount?: number } = {},
): void {
  transaction.stage = "succeeded";
  transaction.code = "00";
  transaction.settleDate = clearingDay(context.now());
  transaction.discount = Math.min(discount, Math.max(0, amountOf(transaction) - 1));
  if (card) transaction.card = card.number;
  tellMerchant(context, transaction);
}

/** Charges this card without a page; the code that it came to. */
export function charge(context: Context, transaction: Transaction, card: Card): string {
  const { asked } = transaction;
  const rule = context.behaviour.take([typeOf(asked), asked["txnType"] ?? ""], "decline");
  if (rule) return fail(transaction, rule.code ?? "64");
  succeed(context, transaction, { card });
  return "00";
}

export function fail(transaction: Transaction, code: string): string {
  transaction.stage = "failed";
  transaction.code = code;
  return code;
}

/** Whether its payer can pay it now. */
export function isPayable({ now }: Context, { stage, asked }: Transaction): boolean {
  const until = readStamp(asked["payTimeout"] ?? "") ?? Infinity;
  return stage === "waiting" && now() <= until;
}
