import { type Instant, rfc3339 } from "../time.ts";

/** Why a contract is suspended, and whose each reason is: nobody else removes it. */
const suspensionOwners = {
  /** With words of theirs. */
  operator: "operator",
  /** They closed password-free charging altogether. */
  charging_closed: "consumer",
  /** They reported their phone as lost. */
  phone_lost: "consumer",
} as const;

export type SuspensionReason = keyof typeof suspensionOwners;
export const suspensionReasons = Object.keys(suspensionOwners) as readonly SuspensionReason[];

export interface Suspension {
  readonly reason: SuspensionReason;
  /** On the merchant's clock. */
  readonly setAt: Instant;
  /** What the operator gave as the reason. */
  readonly text?: string | undefined;
}

/** In the order in which they were set, each reason once. */
export type Suspensions = readonly [Suspension, ...Suspension[]];

/** The set with one more; undefined where it has that reason already. */
export function withReason(
  set: readonly Suspension[],
  added: Suspension,
): Suspensions | undefined {
  const [first, ...rest] = [...set, added];
  return has(set, added.reason) || !first ? undefined : [first, ...rest];
}

/** The set without one; empty when that was the last. */
export function withoutReason(
  set: readonly Suspension[],
  reason: SuspensionReason,
): Suspensions | undefined {
  const [first, ...rest] = set.filter((each) => each.reason !== reason);
  return first && [first, ...rest];
}

export function has(set: readonly Suspension[], reason: SuspensionReason): boolean {
  return set.some((each) => each.reason === reason);
}

/** All of them in one line, as it is hashed: the operator's words, else the reason itself. */
export function reasonsText(set: Suspensions): string {
  return set.map(({ reason, text }) => text ?? reason).join("; ");
}

export function suspensionResource({ reason, setAt, text }: Suspension) {
  return {
    reason,
    set_by: suspensionOwners[reason],
    set_at: rfc3339(setAt),
    detail: text ?? null,
  };
}
