import { sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { Money } from "../../core/money.ts";
import { hourOf, type Instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchantHours } from "./table.ts";

export interface Ended {
  readonly merchantNo: MerchantNo;
  /** On the merchant's clock. */
  readonly at: Instant;
  readonly kind: "paid" | "deducted" | "failed";
  readonly amount: Money;
}

/** Counts what has ended in its merchant's hour, in the write that ended it. */
export function countInHour({ merchantNo, at, kind, amount }: Ended): Statement {
  return count({ merchantNo, hour: hourOf(at), kind, fen: amount.fen });
}

/** Takes a failure back that a late success has overruled; nothing where it had not failed. */
export function takeBackFailure(
  { merchantNo, amount }: Pick<Ended, "merchantNo" | "amount">,
  failedAt: Instant | undefined,
): readonly Statement[] {
  if (failedAt === undefined) return [];
  return [takeBack({ merchantNo, hour: hourOf(failedAt), fen: amount.fen })];
}

const at = sql.placeholder;

const count = prepare(
  build.insert(merchantHours).values({
    merchantNo: at("merchantNo"),
    hour: at("hour"),
    kind: at("kind"),
    count: sql`1`,
    sum: at("fen"),
  }).onConflictDoUpdate({
    target: [merchantHours.merchantNo, merchantHours.hour, merchantHours.kind],
    set: { count: sql`count + 1`, sum: sql`sum + excluded.sum` },
  }),
);

const takeBack = prepare(
  build.update(merchantHours).set({ count: sql`count - 1`, sum: sql`sum - ${at("fen")}` })
    .where(
      sql`merchant_no = ${at("merchantNo")} and hour = ${at("hour")} and kind = 'failed'`,
    ),
);
