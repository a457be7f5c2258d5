import type { Dispute } from "../dispute/dispute.ts";
import { subjectOf } from "../dispute/dispute.ts";
import type { EventBody } from "../event.ts";
import type { ClaimId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import { type Claim, nextFacts } from "./claim.ts";

/** What follows from a chargeback, or from what gives it again, in the same commit: `twice` is what is taken twice now. */
export function followChargeback(
  { claim, dispute, twice }: {
    readonly claim: Claim | undefined;
    readonly dispute: Dispute;
    readonly twice: Money;
  },
  { claimId, at }: { readonly claimId: ClaimId; readonly at: Instant },
): readonly EventBody[] {
  if (!claim) {
    if (twice.fen === 0) return [];
    const { disputeId, merchantNo } = dispute;
    const facts = { claimId, disputeId, subjectId: subjectOf(dispute), merchantNo };
    const opened: Claim = { ...facts, amount: twice, openedAt: at, version: 1, state: "open" };
    return [{ type: "claim.opened", claim: opened }];
  }
  if (claim.amount.fen === twice.fen) return [];
  const facts = { ...nextFacts(claim), amount: twice };
  switch (claim.state) {
    case "open":
    case "sent":
      return twice.fen === 0
        ? [{ type: "claim.won", claim: { ...facts, state: "won", endedAt: at } }]
        : [{ type: "claim.moved", claim: { ...claim, ...facts } }];
    case "won":
    case "dropped":
      return twice.fen <= claim.amount.fen
        ? []
        : [{ type: "claim.reopened", claim: { ...facts, state: "open" } }];
  }
}
