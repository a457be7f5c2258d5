import { sql } from "drizzle-orm";
import type { OwnLimit } from "../../core/own_limit/own_limit.ts";
import type { OwnLimitEvent } from "../../core/own_limit/own_limit_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { ownLimits } from "./table.ts";

export const ownLimitChanges = {
  "own_limit.changed": ({ ownLimit }) => [setLimit(rowOf(ownLimit))],
} satisfies Changes<OwnLimitEvent>;

function rowOf({ perTransaction, perDay, ...limit }: OwnLimit) {
  return { ...limit, perTransaction: perTransaction?.fen, perDay: perDay?.fen };
}

const at = sql.placeholder;

const setLimit = prepare<ReturnType<typeof rowOf>>(
  build.insert(ownLimits).values({
    consumerId: at("consumerId"),
    about: at("about"),
    perTransaction: at("perTransaction"),
    perDay: at("perDay"),
    changedAt: at("changedAt"),
    version: at("version"),
  }).onConflictDoUpdate({
    target: [ownLimits.consumerId, ownLimits.about],
    set: {
      perTransaction: sql`excluded.per_transaction`,
      perDay: sql`excluded.per_day`,
      changedAt: sql`excluded.changed_at`,
      version: sql`excluded.version`,
    },
  }),
);
