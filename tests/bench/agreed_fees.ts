import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { businessDay } from "../../core/time.ts";
import type { TestApp } from "../support/test_app.ts";

const rate = { millionths: 2_000, capFen: undefined };

/** From today on the number's payments have fees, so that what is measured books them. */
export async function agreedOnFees({ deps, merchant }: TestApp): Promise<void> {
  const agreed = await agreeFees(deps, {
    merchantNo: merchant.merchant.merchantNo,
    from: businessDay(deps.now()),
    feeClass: "standard",
    acquirer: { debit: rate, credit: rate },
    by: byOperator,
  });
  if (!agreed.ok) throw new Error(`Cannot agree on fees: ${agreed.error.code}`);
}

/** Throws unless so many transfers of this code were booked, each for one that had a fee. */
export async function assertBooked(
  { deps }: TestApp,
  code: "fee" | "returned_fee",
  count: number,
): Promise<void> {
  const [booked] = await deps.load({
    statement: { sql: "select count(*) as n from book_transfers where code = ?", args: [code] },
    read: ([row]) => Number(row?.["n"]),
  });
  if (booked !== count) throw new Error(`Only ${booked} of ${count} have ${code} in the books`);
}
