import {
  capOf,
  dailyCaps,
  type Factor,
  factors,
  tierOf,
  type VerifiedTier,
} from "../method/verification.ts";
import { type Money, noMoney, subtract } from "../money.ts";
import type { DailyLimitExceeded } from "./daily_limit.ts";

/** How the payer of one payment is verified where that is up to us. */
export interface Verification {
  /** Given for this payment, or sure to be given before money can move. */
  readonly used: readonly Factor[];
  /** What this payer could give besides. */
  readonly enrolled: readonly Factor[];
}

/** Of an account's day. */
export interface VerifiedUse {
  readonly spent: Money;
  /** What the institution has agreed on for tier A. */
  readonly agreed: Money | undefined;
  /** Their account was recovered a short while ago: whoever did that may have every factor there is. */
  readonly lowered: boolean;
  /** A lower limit of the payer's own, which no factor lifts, and what is used of it. */
  readonly own?: { readonly cap: Money; readonly spent: Money } | undefined;
}

export interface Room {
  readonly tier: VerifiedTier;
  /** The tier's, or the payer's own. */
  readonly cap: Money;
  /** Of today, before this payment; never below zero. */
  readonly left: Money;
}

export type Allowance =
  | { readonly type: "allowed"; readonly room: Room }
  /** Allowed with these factors besides, the easiest first. */
  | {
    readonly type: "factor_needed";
    readonly factors: readonly [Factor, ...Factor[]];
    /** With them. */
    readonly room: Room;
    readonly without: Room;
  }
  /** Nothing that this payer could give allows it. */
  | { readonly type: "over"; readonly most: Room };

/** Amounts in fen. */
export interface FactorNeeded {
  readonly code: "factor_needed";
  /** All of them, the easiest first. */
  readonly factors: readonly [Factor, ...Factor[]];
  readonly cap: number;
  /** With these factors. */
  readonly left: number;
}

/** Whether `amount` may be paid now; otherwise the fewest factors that would allow it, of these the easiest. */
export function allowanceOf(
  amount: Money,
  { used, enrolled }: Verification,
  use: VerifiedUse,
): Allowance {
  const without = roomWith(used, use);
  if (amount.fen <= without.left.fen) return { type: "allowed", room: without };
  let most = without;
  for (const extra of choicesAmong(factors.filter((each) => isLeft(each, { used, enrolled })))) {
    const room = roomWith([...used, ...extra], use);
    if (amount.fen <= room.left.fen) {
      return { type: "factor_needed", factors: extra, room, without };
    }
    if (room.left.fen > most.left.fen) most = room;
  }
  return { type: "over", most };
}

export function refusalOf(allowance: Allowance): DailyLimitExceeded | FactorNeeded | undefined {
  switch (allowance.type) {
    case "allowed":
      return undefined;
    case "factor_needed": {
      const { factors, room: { cap, left } } = allowance;
      return { code: "factor_needed", factors, cap: cap.fen, left: left.fen };
    }
    case "over": {
      const { tier, cap, left } = allowance.most;
      return { code: "daily_limit_exceeded", tier, cap: cap.fen, left: left.fen };
    }
  }
}

function isLeft(factor: Factor, { used, enrolled }: Verification): boolean {
  return enrolled.includes(factor) && !used.includes(factor);
}

/** The tier's cap, or that of tier C while limits are lowered. */
export function capIn(
  tier: VerifiedTier,
  { agreed, lowered }: Pick<VerifiedUse, "agreed" | "lowered">,
): Money {
  const cap = capOf(tier, agreed);
  return lowered && cap.fen > dailyCaps.C.fen ? dailyCaps.C : cap;
}

/** What there is with these factors. */
export function roomWith(used: readonly Factor[], use: VerifiedUse): Room {
  const { spent, own } = use;
  const tier = tierOf(used);
  const cap = capIn(tier, use);
  const left = leftOf(cap, spent);
  if (!own) return { tier, cap, left };
  const ownLeft = leftOf(own.cap, own.spent);
  return ownLeft.fen < left.fen ? { tier, cap: own.cap, left: ownLeft } : { tier, cap, left };
}

function leftOf(cap: Money, spent: Money): Money {
  const left = subtract(cap, spent);
  return left.fen < 0 ? noMoney : left;
}

/** Every choice of one or more, the smallest first; of one size, in the order given. */
function choicesAmong(given: readonly Factor[]): readonly (readonly [Factor, ...Factor[]])[] {
  const sets = given.reduce<readonly (readonly Factor[])[]>(
    (found, each) => [...found, ...found.map((set) => [...set, each])],
    [[]],
  );
  return sets
    .flatMap(([first, ...rest]) => first === undefined ? [] : [[first, ...rest] as const])
    .toSorted((a, b) => a.length - b.length);
}
