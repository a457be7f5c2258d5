import type { Deps } from "../deps.ts";
import type { BlockId } from "../id.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { Block, BlockState } from "./block.ts";

/** A file is whole or there is none. */
const FILE_MAX = 5_000;

export interface BlockList {
  readonly blocks: readonly Block[];
  /** The last one shown, where there are more. */
  readonly next: BlockId | undefined;
}

/** A page of the list, the newest first. */
export async function listBlocks(
  deps: Deps,
  state: BlockState,
  past: BlockId | undefined,
): Promise<BlockList> {
  const [found] = await deps.load(deps.blocks.list({ state, past, max: PAGE_ROWS + 1 }));
  const blocks = found.slice(0, PAGE_ROWS);
  return { blocks, next: found.length > PAGE_ROWS ? blocks.at(-1)?.blockId : undefined };
}

/** All of them; undefined where there are more than a file takes. */
export async function allBlocks(
  deps: Deps,
  state: BlockState,
): Promise<readonly Block[] | undefined> {
  const [found] = await deps.load(
    deps.blocks.list({ state, past: undefined, max: FILE_MAX + 1 }),
  );
  return found.length > FILE_MAX ? undefined : found;
}
