import { addBlocks } from "../../core/block/add_blocks.ts";
import type { Block, BlockKind } from "../../core/block/block.ts";
import { readTarget } from "../../core/block/read_target.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

/** On the list at once, as an operator who typed it would put it there. */
export async function blocked(
  app: TestApp,
  here: SignedIn,
  kind: BlockKind,
  text: string,
): Promise<Block> {
  const target = await readTarget(app.deps.vault, kind, text);
  if (!target) throw new Error(`Cannot block: ${text}`);
  const [block] = must(await addBlocks(app.deps, { targets: [target], reason: "函", here }));
  if (!block) throw new Error("Cannot block: nothing was added");
  return block;
}
