import type { ClaimId, DeductionId, DisputeId, MerchantNo, PaymentId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { cny, type Money } from "../money.ts";
import type { Instant } from "../time.ts";

export const claimStates = ["open", "sent", "won", "dropped"] as const;
export type ClaimState = (typeof claimStates)[number];
export type ClaimSignal = "moved" | "sent" | "won" | "dropped" | "reopened";

/** It waits for a person to claim it at the channel, and then for the channel; whoever gives up says why. */
export const claimMachine = {
  open: { moved: "open", sent: "sent", won: "won", dropped: "dropped" },
  sent: { moved: "sent", won: "won", dropped: "dropped" },
  won: { reopened: "open" },
  dropped: { reopened: "open" },
} as const satisfies Machine<ClaimState, ClaimSignal>;

interface ClaimFacts {
  readonly claimId: ClaimId;
  /** Of the chargeback. */
  readonly disputeId: DisputeId;
  readonly subjectId: PaymentId | DeductionId;
  readonly merchantNo: MerchantNo;
  /** What the channel took of a payer's money that had gone back, or was on its way back, already. */
  readonly amount: Money;
  readonly openedAt: Instant;
  readonly version: number;
}

/** Under what the channel has it, and since when. */
export interface SentClaim {
  readonly reference: string;
  readonly sentAt: Instant;
}

export type Claim =
  & ClaimFacts
  & (
    | { readonly state: "open" }
    | ({ readonly state: "sent" } & SentClaim)
    | { readonly state: "won"; readonly endedAt: Instant }
    | { readonly state: "dropped"; readonly endedAt: Instant; readonly why: string }
  );

interface Counters {
  readonly amount: Money;
  readonly refundReserved: Money;
  readonly chargedBack: Money;
}

/** What was taken twice: what went back or is on its way, and what the channel took, beyond what was paid. */
export function takenTwice({ amount, refundReserved, chargedBack }: Counters): Money {
  return cny(Math.max(0, refundReserved.fen + chargedBack.fen - amount.fen));
}

/** Whether the table has a step by this signal. */
export function takes({ state }: Claim, signal: ClaimSignal): boolean {
  const row: Readonly<Partial<Record<ClaimSignal, ClaimState>>> = claimMachine[state];
  return row[signal] !== undefined;
}

export function nextFacts(claim: Claim): ClaimFacts {
  const { claimId, disputeId, subjectId, merchantNo, amount, openedAt, version } = claim;
  return { claimId, disputeId, subjectId, merchantNo, amount, openedAt, version: version + 1 };
}
