import type { ConsumerId, ContractId } from "../id.ts";
import { add, type Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** All charges without a password, what is paid by methods that we verify ourselves, or one contract's charges. */
export type LimitedThing = "charges" | "payments" | ContractId;

/** What somebody wants at most; undefined where they set nothing. */
export interface Bounds {
  readonly perTransaction: Money | undefined;
  readonly perDay: Money | undefined;
}

/** A lower limit that a person has set themselves. */
export interface OwnLimit extends Bounds {
  readonly consumerId: ConsumerId;
  readonly about: LimitedThing;
  readonly changedAt: Instant;
  readonly version: number;
}

/** One that bounds what is to be paid or charged now. */
export interface UsedOwnLimit extends OwnLimit {
  /** Of its day. */
  readonly used: Money;
}

export const noBounds: Bounds = { perTransaction: undefined, perDay: undefined };

/** Whether anything in `wanted` is above what holds. */
export function raises(from: Bounds, wanted: Bounds): boolean {
  return above(wanted.perTransaction, from.perTransaction) || above(wanted.perDay, from.perDay);
}

export function sameBounds(a: Bounds, b: Bounds): boolean {
  return a.perTransaction?.fen === b.perTransaction?.fen && a.perDay?.fen === b.perDay?.fen;
}

function above(wanted: Money | undefined, from: Money | undefined): boolean {
  return from !== undefined && (wanted === undefined || wanted.fen > from.fen);
}

/** The merchant learns no amount: what somebody allows themselves is their own business. */
export interface ConsumerLimitExceeded {
  readonly code: "consumer_limit_exceeded";
  readonly per: "transaction" | "day";
}

/** Which of a person's own limits a charge passes, if it does; the write refuses it as well. */
export function overOwnLimit(
  limits: readonly UsedOwnLimit[],
  amount: Money,
): ConsumerLimitExceeded | undefined {
  const per = limits.some(({ perTransaction }) => isOver(amount, perTransaction))
    ? "transaction"
    : limits.some(({ perDay, used }) => isOver(add(used, amount), perDay))
    ? "day"
    : undefined;
  return per && { code: "consumer_limit_exceeded", per };
}

function isOver(amount: Money, limit: Money | undefined): boolean {
  return limit !== undefined && amount.fen > limit.fen;
}
