import type { BlockId, StaffId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

/** What a block is about: a person by their phone or ID number, or a card. */
export const blockKinds = ["phone", "id_number", "card"] as const;
export type BlockKind = (typeof blockKinds)[number];

export type BlockState = "in_force" | "lifted";

/** One that comes back is a new one: a reason and a person stand behind each. */
export const blockMachine = {
  in_force: { lifted: "lifted" },
  lifted: {},
} as const satisfies Machine<BlockState, "lifted">;

/** What is put on the list; of what was typed only the ends can be read. */
export interface BlockTarget {
  readonly kind: BlockKind;
  /** Keyed: the same phone, ID number or card has the same one. */
  readonly digest: string;
  readonly masked: string;
}

interface BlockFacts extends BlockTarget {
  readonly blockId: BlockId;
  readonly reason: string;
  readonly addedBy: StaffId;
  readonly addedAt: Instant;
  readonly version: number;
}

interface Lift {
  readonly liftedBy: StaffId;
  readonly liftedAt: Instant;
  readonly liftReason: string;
}

export type LiftedBlock = BlockFacts & Lift & { readonly state: "lifted" };
export type Block = (BlockFacts & { readonly state: "in_force" }) | LiftedBlock;

export type BlockRefusal = { readonly code: "block_lifted"; readonly block_id: BlockId };

/** Lifted, one version later; a block that was lifted before stays as it is. */
export function lifted(block: Block, lift: Lift): Result<LiftedBlock, BlockRefusal> {
  const step = stepOf(blockMachine, block, { type: "lifted", ...lift } as const);
  if (!step) return rejected({ code: "block_lifted", block_id: block.blockId });
  return ok({ ...step.from, ...lift, version: block.version + 1, state: "lifted" });
}
