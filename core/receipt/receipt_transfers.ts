import { inTransit, payable, reserve } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Receipt } from "./receipt.ts";

/** Into our reserve, from what was in transit or to what the number is owed. */
export function receiptTransfers(
  { source, merchantNo, channel, amount }: Receipt,
): readonly Transfer[] {
  return [{
    line: 1,
    code: source === "channel" ? "arrival" : "made_up",
    phase: "posted",
    debit: reserve,
    credit: source === "channel" ? inTransit(channel) : payable(merchantNo),
    amount,
  }];
}
