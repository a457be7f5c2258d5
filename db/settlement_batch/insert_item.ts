import { sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import type { ItemKind } from "../../core/settlement_batch/batch_store.ts";
import type { BusinessDay } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementItems } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(settlementItems).values({
    subjectId: at("subjectId"),
    line: at("line"),
    kind: at("kind"),
    merchantNo: at("merchantNo"),
    channel: at("channel"),
    day: at("day"),
    amount: at("fen"),
    fee: sql`0`,
  }),
);

/** What waits for the next batch without any line of the channel's. */
export function insertItem(
  { amount, ...item }: {
    readonly subjectId: string;
    readonly line: number;
    readonly kind: Exclude<ItemKind, "cleared" | "chargeback">;
    readonly merchantNo: MerchantNo;
    /** Empty where no channel pays it. */
    readonly channel: string;
    readonly day: BusinessDay;
    readonly amount: Money;
  },
): Statement {
  return insert({ ...item, fen: amount.fen });
}
