import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { BlockId } from "../id.ts";
import { isOpen, type Proposal, type ProposalsTooMany } from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { LiftRefusal } from "./lift_block.ts";

export interface ProposeLift {
  readonly of: BlockId;
  readonly reason: string;
  readonly here: SignedIn;
}

/** Puts the lift of a block before a second person. One that waits already is the one to be confirmed. */
export function proposeLift(
  deps: Deps,
  { of, reason, here }: ProposeLift,
): Promise<Result<Proposal, LiftRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const [block, proposals] = await deps.load(
      deps.blocks.byId(of),
      deps.proposals.about(of),
    );
    if (!block) return rejected({ code: "block_not_found", block_id: of });
    if (block.state === "lifted") return rejected({ code: "block_lifted", block_id: of });
    const waiting = proposals.find((each) => each.state === "waiting");
    if (waiting && isOpen(waiting, deps.now())) return ok(waiting);
    const act = { kind: "lift_block", of, masked: block.masked, reason } as const;
    return await propose(deps, { act, merchantNo: undefined, here, expired: waiting });
  });
}
