import { eq, sql } from "drizzle-orm";
import type { BlockEvent } from "../../core/block/block_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { blocks } from "./table.ts";

const at = sql.placeholder;

const insert = prepare(
  build.insert(blocks).values({
    blockId: at("blockId"),
    kind: at("kind"),
    digest: at("digest"),
    masked: at("masked"),
    reason: at("reason"),
    addedBy: at("addedBy"),
    addedAt: at("addedAt"),
    state: at("state"),
    version: at("version"),
  }),
);
const lift = prepare(
  build.update(blocks).set({
    state: sql`${at("state")}`,
    liftedBy: sql`${at("liftedBy")}`,
    liftedAt: sql`${at("liftedAt")}`,
    liftReason: sql`${at("liftReason")}`,
    version: sql`${at("version")}`,
  }).where(eq(blocks.blockId, at("blockId"))),
);

export const blockChanges = {
  "block.added": ({ block }) => [insert({ ...block })],
  "block.lifted": ({ block }) => [lift({ ...block })],
} satisfies Changes<BlockEvent>;
