import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ResolutionId, StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type Resolution, type ResolutionRefusal } from "./resolution.ts";

export type WithdrawResolutionRefusal =
  | { readonly code: "resolution_not_found"; readonly resolution_id: string }
  | ResolutionRefusal;

/** Takes a proposal back, or turns it down; what it is about stays unclear. */
export function withdrawResolution(
  deps: Deps,
  { resolutionId, by }: { readonly resolutionId: ResolutionId; readonly by: StaffId },
): Promise<Result<Resolution, WithdrawResolutionRefusal>> {
  return retryOnConflict(async () => {
    const [resolution] = await deps.load(deps.resolutions.byId(resolutionId));
    if (!resolution) return rejected({ code: "resolution_not_found", resolution_id: resolutionId });
    const at = deps.now();
    const next = advance(resolution, { type: "withdrawn", by, at });
    if (!next.ok) return next;
    const stamp = { eventId: deps.newId("evt"), at, by: byStaff(by) };
    await deps.commit([{ type: "resolution.withdrawn", resolution: next.value, ...stamp }]);
    return ok(next.value);
  });
}
