import { sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import { businessDay, type Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchantDays } from "./table.ts";

export interface Success {
  readonly merchantNo: MerchantNo;
  /** On the merchant's clock. */
  readonly at: Instant;
  readonly kind: "paid" | "deducted" | "refunded";
  readonly amount: Money;
}

/** Counts what has succeeded in its merchant's day, in the write of the success. */
export function countInDay({ merchantNo, at, kind, amount }: Success): Statement {
  return count({ merchantNo, day: businessDay(at), kind, fen: amount.fen });
}

const at = sql.placeholder;

const count = prepare(
  build.insert(merchantDays).values({
    merchantNo: at("merchantNo"),
    day: at("day"),
    kind: at("kind"),
    count: sql`1`,
    sum: at("fen"),
  }).onConflictDoUpdate({
    target: [merchantDays.merchantNo, merchantDays.day, merchantDays.kind],
    set: { count: sql`count + 1`, sum: sql`sum + excluded.sum` },
  }),
);
