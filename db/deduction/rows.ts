import type { ChannelName } from "../../core/channel/channel.ts";
import type { Deduction } from "../../core/deduction/deduction.ts";
import type { ChannelOrderNo, ContractId, DeductionId, MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, type Instant, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

/** A deduction; `prefix` when its columns are selected next to another table's. */
export function readDeduction(row: Row, prefix = ""): Deduction {
  const columns = new Columns(row, prefix);
  return {
    deductionId: columns.text("deduction_id") as DeductionId,
    contractId: columns.text("contract_id") as ContractId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantOrderNo: columns.text("merchant_order_no"),
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    state: columns.text("state") as Deduction["state"],
    failure: columns.textOrNone("failure") as Deduction["failure"],
    channel: columns.text("channel") as ChannelName,
    channelOrderNo: columns.text("channel_order_no") as ChannelOrderNo,
    channelTxnNo: columns.textOrNone("channel_txn_no"),
    day: columns.text("day") as BusinessDay,
    createdAt: instant(columns.int("created_at")),
    sentAt: timeOrNone(columns, "sent_at"),
    queryAfter: timeOrNone(columns, "query_after"),
    queries: columns.int("queries"),
    queriesEndedAt: timeOrNone(columns, "queries_ended_at"),
    nextPollAt: timeOrNone(columns, "next_poll_at"),
    endedAt: timeOrNone(columns, "ended_at"),
    version: columns.int("version"),
  };
}

export function timeOrNone(columns: Columns, name: string): Instant | undefined {
  const at = columns.intOrNone(name);
  return at === undefined ? undefined : instant(at);
}
