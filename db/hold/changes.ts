import { eq, sql } from "drizzle-orm";
import type { HoldEvent } from "../../core/hold/hold_events.ts";
import type { HoldId } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import { businessDay } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { insertItem } from "../settlement_batch/insert_item.ts";
import { settlementHolds } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(settlementHolds).values({
    holdId: at("holdId"),
    merchantNo: at("merchantNo"),
    fen: at("fen"),
    taken: sql`0`,
    reason: at("reason"),
    state: at("state"),
    placedAt: at("placedAt"),
    version: at("version"),
  }),
);
const release = prepare(
  build.update(settlementHolds).set({
    state: sql`${at("state")}`,
    releasedAt: sql`${at("releasedAt")}`,
    releaseReason: sql`${at("releaseReason")}`,
    version: sql`${at("version")}`,
  }).where(eq(settlementHolds.holdId, at("holdId"))),
);
const takes = prepare<{ holdId: string; more: number }>(
  build.update(settlementHolds).set({ taken: sql`${settlementHolds.taken} + ${at("more")}` })
    .where(eq(settlementHolds.holdId, at("holdId"))),
);

/** A batch holds so much more by it. */
export function holdTakes(holdId: HoldId, held: Money): Statement {
  return takes({ holdId, more: held.fen });
}

export const holdChanges = {
  "hold.placed": ({ hold: { amount, ...hold } }) => [insert({ ...hold, fen: amount?.fen })],
  // What it has taken goes out with the next batch.
  "hold.released": ({ hold, at: releasedAt }) => [
    release({ ...hold }),
    ...(hold.taken.fen === 0 ? [] : [
      insertItem({
        subjectId: hold.holdId,
        line: 1,
        kind: "release",
        merchantNo: hold.merchantNo,
        channel: "",
        day: businessDay(releasedAt),
        amount: hold.taken,
      }),
    ]),
  ],
} satisfies Changes<HoldEvent>;
