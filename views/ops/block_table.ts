import type { Block, LiftedBlock } from "../../core/block/block.ts";
import type { StaffId } from "../../core/id.ts";
import { shanghaiTime } from "../../core/time.ts";
import { type Column, csv } from "../parts/csv.ts";
import type { Lang } from "../words.ts";
import { blockWords } from "./block_words.ts";

/** The list as a file, masked like on the pages. */
export function blockTable(
  lang: Lang,
  blocks: readonly Block[],
  names: ReadonlyMap<StaffId, string>,
): string {
  const { columns, kinds, states } = blockWords(lang);
  const named = (staffId: StaffId) => names.get(staffId) ?? staffId;
  const text = (header: string, of: (block: Block) => string): Column<Block> => ({
    header,
    type: "text",
    of,
  });
  const ofLift = (header: string, of: (block: LiftedBlock) => string) =>
    text(header, (block) => block.state === "lifted" ? of(block) : "");
  return csv<Block>([
    text(columns.id, ({ blockId }) => blockId),
    text(columns.kind, ({ kind }) => kinds[kind]),
    text(columns.masked, ({ masked }) => masked),
    text(columns.reason, ({ reason }) => reason),
    text(columns.addedAt, ({ addedAt }) => shanghaiTime(addedAt)),
    text(columns.addedBy, ({ addedBy }) => named(addedBy)),
    text(columns.state, ({ state }) => states[state]),
    ofLift(columns.liftedAt, ({ liftedAt }) => shanghaiTime(liftedAt)),
    ofLift(columns.liftedBy, ({ liftedBy }) => named(liftedBy)),
    ofLift(columns.liftReason, ({ liftReason }) => liftReason),
  ], blocks);
}
