import { byStaff } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { StaffId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Finding, Resolution, UnclearId } from "./resolution.ts";
import { loadSent, standingOf } from "./unclear.ts";

export interface ProposeResolution {
  readonly of: UnclearId;
  readonly finding: Finding;
  readonly evidence: string;
  readonly by: StaffId;
}

export type ProposeResolutionRefusal =
  | { readonly code: "unclear_not_found"; readonly id: string }
  | { readonly code: "not_unclear"; readonly id: UnclearId; readonly state: string }
  /** The channel is still asked. */
  | { readonly code: "still_queried"; readonly id: UnclearId }
  | { readonly code: "resolution_open"; readonly id: UnclearId };

/**
 * Proposes what became of something that its channel never answered for; nothing moves until somebody else confirms
 * it. Only once the queries have ended: until then the channel's own word may come.
 */
export async function proposeResolution(
  deps: Deps,
  { of, finding, evidence, by }: ProposeResolution,
): Promise<Result<Resolution, ProposeResolutionRefusal>> {
  const sent = await loadSent(deps, of);
  if (!sent) return rejected({ code: "unclear_not_found", id: of });
  const { merchant, merchantNo, state, unanswered } = standingOf(sent);
  if (state !== "processing") return rejected({ code: "not_unclear", id: of, state });
  if (!unanswered) return rejected({ code: "still_queried", id: of });

  const at = merchantNow(merchant, deps.now());
  const resolution: Resolution = {
    resolutionId: deps.newId("res"),
    of,
    merchantNo,
    finding,
    evidence,
    proposedBy: by,
    proposedAt: at,
    version: 1,
    state: "proposed",
  };
  const stamp = { eventId: deps.newId("evt"), at, by: byStaff(by) };
  const conflict = await conflictOf(
    deps.commit([{ type: "resolution.proposed", resolution, ...stamp }]),
  );
  return conflict ? rejected({ code: "resolution_open", id: of }) : ok(resolution);
}
