import { desc, type SQL, sql } from "drizzle-orm";
import { type Block, type BlockKind, blockKinds } from "../../core/block/block.ts";
import type { BlockStore } from "../../core/block/block_store.ts";
import type { BlockId, StaffId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { blocks } from "./table.ts";
import { onList } from "./on_list.ts";

function readBlock(row: Row): Block {
  const columns = new Columns(row);
  const facts = {
    blockId: columns.text("block_id") as BlockId,
    kind: columns.text("kind") as BlockKind,
    digest: columns.text("digest"),
    masked: columns.text("masked"),
    reason: columns.text("reason"),
    addedBy: columns.text("added_by") as StaffId,
    addedAt: instant(columns.int("added_at")),
    version: columns.int("version"),
  };
  const state = columns.text("state") as Block["state"];
  switch (state) {
    case "in_force":
      return { ...facts, state };
    case "lifted":
      return {
        ...facts,
        state,
        liftedBy: columns.text("lifted_by") as StaffId,
        liftedAt: instant(columns.int("lifted_at")),
        liftReason: columns.text("lift_reason"),
      };
  }
}

const at = sql.placeholder;
const row = pack([blocks, ""]);
const select = (condition: SQL) => build.select(row.fields).from(blocks).where(condition);

const byId = prepare(select(sql`${blocks.blockId} = ${at("blockId")}`));
const list = prepare(
  select(sql`${blocks.state} = ${at("state")} and ${blocks.blockId} < ${at("past")}`)
    .orderBy(desc(blocks.blockId)).limit(at("max")),
);
const inForce = prepare(
  select(
    sql`${blocks.state} = 'in_force' and ${blocks.digest} in (select value from json_each(${
      at("digests")
    }) s)`,
  ).limit(at("max")),
);

const kindRow: Packing = { columns: ["kind"], fields: { row: sql`json_array(kind)`.as("row") } };
const findsBy = prepare(
  build.select(kindRow.fields).from(blocks).where(onList(sql`${at("consumerId")}`))
    .limit(blockKinds.length),
);
const findsSession = prepare(
  build.select(kindRow.fields).from(blocks).where(
    onList(
      sql`(select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`,
    ),
  ).limit(1),
);

const countRow: Packing = { columns: ["count"], fields: { row: sql`json_array(count)`.as("row") } };
const peopleBehind = prepare(
  build.select(countRow.fields).from(sql`(select count(*) as count from (
    select consumer_id from consumers where phone_digest = ${at("digest")}
    union select consumer_id from consumers where id_number_digest = ${at("digest")}))`),
);

/** Beyond every id. */
const NEWEST = "blk_~";

export const blockStore: BlockStore = {
  byId: (blockId) => first(row, byId({ blockId }), readBlock),
  list: ({ state, past = NEWEST, max }) => all(row, list({ state, past, max }), readBlock),
  inForce: (digests) =>
    all(row, inForce({ digests: JSON.stringify(digests), max: digests.length }), readBlock),
  findsBy: ({ consumerId, cards }) =>
    all(
      kindRow,
      findsBy({ consumerId, cards: JSON.stringify(cards) }),
      (found) => new Columns(found).text("kind") as BlockKind,
    ),
  findsSession: (tokenDigest) => {
    const found = first(kindRow, findsSession({ tokenDigest, cards: "[]" }), () => true);
    return { ...found, read: (rows) => found.read(rows) ?? false };
  },
  peopleBehind: (digest) => {
    const found = first(
      countRow,
      peopleBehind({ digest }),
      (each) => new Columns(each).int("count"),
    );
    return { ...found, read: (rows) => found.read(rows) ?? 0 };
  },
};
