import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { BlockId, StaffId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BlockRefusal, lifted } from "./block.ts";

export type LiftRefusal =
  | { readonly code: "block_not_found"; readonly block_id: string }
  | BlockRefusal;

/** What lifts a block, decided and not committed: whoever confirms the lift does it. */
export async function lifting(
  deps: Deps,
  { of, reason, by: staffId }: {
    readonly of: BlockId;
    readonly reason: string;
    readonly by: StaffId;
  },
): Promise<Result<readonly DomainEvent[], LiftRefusal>> {
  const [block] = await deps.load(deps.blocks.byId(of));
  if (!block) return rejected({ code: "block_not_found", block_id: of });
  const at = deps.now();
  const next = lifted(block, { liftedBy: staffId, liftedAt: at, liftReason: reason });
  if (!next.ok) return next;
  const eventId = deps.newId("evt");
  return ok([{ type: "block.lifted", block: next.value, eventId, at, by: byStaff(staffId) }]);
}
