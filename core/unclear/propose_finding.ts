import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { isOpen, type Proposal, type ProposalsTooMany } from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Finding, UnclearId } from "./finding.ts";
import type { SettleRefusal } from "./settle_unclear.ts";
import { loadSent, standingOf } from "./unclear.ts";

export interface ProposeFinding {
  readonly of: UnclearId;
  readonly finding: Finding;
  /** Where anybody can check it: a letter of the bank, a line of the channel's file. */
  readonly evidence: string;
  readonly here: SignedIn;
}

export type ProposeFindingRefusal =
  | SettleRefusal
  | ProposalsTooMany
  /** The channel is still asked. */
  | { readonly code: "still_queried"; readonly id: UnclearId }
  | { readonly code: "already_proposed"; readonly id: UnclearId };

/**
 * Proposes what became of something that its channel never answered for, only once the queries have ended: until then
 * the channel's own word may come. One proposal at a time, which the write holds too; an expired one gives way.
 */
export function proposeFinding(
  deps: Deps,
  { of, finding, evidence, here }: ProposeFinding,
): Promise<Result<Proposal, ProposeFindingRefusal>> {
  return retryOnConflict(async () => {
    const [sent, [proposals]] = await Promise.all([
      loadSent(deps, of),
      deps.load(deps.proposals.about(of)),
    ]);
    if (!sent) return rejected({ code: "unclear_not_found", id: of });
    const { merchantNo, state, unanswered } = standingOf(sent);
    if (state !== "processing") return rejected({ code: "not_unclear", id: of, state });
    if (!unanswered) return rejected({ code: "still_queried", id: of });
    const waiting = proposals.find((each) => each.state === "waiting");
    if (waiting && isOpen(waiting, deps.now())) {
      return rejected({ code: "already_proposed", id: of });
    }
    const act = { kind: "settle", of, finding, evidence } as const;
    return await propose(deps, { act, merchantNo, here, expired: waiting });
  });
}
