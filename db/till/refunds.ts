import { sql } from "drizzle-orm";
import type { ScreenId } from "../../core/id.ts";
import type { Refund } from "../../core/refund/refund.ts";
import type { Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { tillRefunds } from "./table.ts";

const at = sql.placeholder;
const insert = prepare(
  build.insert(tillRefunds).values({
    refundId: at("refundId"),
    screenId: at("screenId"),
    at: at("at"),
  }),
);

/** Beside the refund's own row, in the write that asks for it. */
export function insertTillRefund({ refundId }: Refund, screenId: ScreenId, at: Instant): Statement {
  return insert({ refundId, screenId, at });
}
