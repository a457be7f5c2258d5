import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Block, BlockTarget } from "./block.ts";

export interface AddBlocks {
  readonly targets: readonly BlockTarget[];
  readonly reason: string;
  readonly here: SignedIn;
}

/** Some people have no digests yet, so the list would not find all of them; the job that makes them was asked for. */
export type AddBlocksRefusal = { readonly code: "people_not_digested" };

/**
 * Puts persons and cards on the list in one write, by one person and at once: from that commit on nothing is signed by
 * them and nothing is charged to them by contract. What is on the list stays as it is.
 */
export function addBlocks(
  deps: Deps,
  { targets, reason, here: { staff: { staffId }, session } }: AddBlocks,
): Promise<Result<readonly Block[], AddBlocksRefusal>> {
  return retryOnConflict(async () => {
    const [known, undigested] = await deps.load(
      deps.blocks.inForce(targets.map(({ digest }) => digest)),
      deps.consumers.undigested(1),
    );
    const added = targets.filter(({ digest }) => !known.some((each) => each.digest === digest));
    if (undigested.length > 0 && added.some(({ kind }) => kind !== "card")) {
      deps.nudge("digest_people");
      return rejected({ code: "people_not_digested" });
    }
    const at = deps.now();
    const blocks = added.map((target): Block => ({
      ...target,
      blockId: deps.newId("blk"),
      reason,
      addedBy: staffId,
      addedAt: at,
      version: 1,
      state: "in_force",
    }));
    await deps.commit(blocks.map((block) => ({
      type: "block.added",
      block,
      within: session.sessionId,
      eventId: deps.newId("evt"),
      at,
      by: byStaff(staffId),
    })));
    return ok([...known, ...blocks]);
  });
}
