import { feeResource } from "../fee/fee_resource.ts";
import { rfc3339 } from "../time.ts";
import { lineCheck } from "./line_check.ts";
import type { StatementLine } from "./statement_line.ts";

/** A line as an object of its own, with all of its order's metadata; the check is of the object without it. */
export function jsonlLine(line: StatementLine): string {
  const { facts } = line;
  const text = JSON.stringify({
    no: line.no,
    booked_at: rfc3339(line.bookedAt),
    kind: line.kind,
    settle_merchant_no: line.settleMerchantNo,
    merchant_no: line.merchantNo,
    id: line.subjectId,
    of: facts.of ?? null,
    order_id: facts.orderId ?? null,
    merchant_order_no: facts.merchantOrderNo ?? null,
    merchant_refund_no: facts.merchantRefundNo ?? null,
    subject: facts.subject ?? null,
    method: facts.method ?? null,
    flow: facts.flow ?? null,
    channel: facts.channel ?? null,
    card_type: facts.cardType ?? null,
    card_last_four: facts.cardLastFour ?? null,
    channel_txn_no: facts.channelTxnNo ?? null,
    network_advance: facts.advanced ?? false,
    plan_id: facts.planId ?? null,
    contract_id: facts.contractId ?? null,
    link_id: facts.linkId ?? null,
    currency: "CNY",
    amount: line.amount.fen,
    fee: feeResource(line.fee),
    net: line.net.fen,
    balance: line.balance.fen,
    metadata: facts.metadata ?? {},
  });
  return `${text.slice(0, -1)},"check":"${lineCheck(text)}"}\n`;
}
