import { feeParts } from "../fee/tariff.ts";
import { plainYuan } from "../money.ts";
import { BYTE_ORDER_MARK, harmless, quoted } from "../text/csv_cell.ts";
import { shanghaiTime } from "../time.ts";
import { lineCheck } from "./line_check.ts";
import type { StatementLine } from "./statement_line.ts";

const TEXTS = [
  "kind",
  "settle_merchant_no",
  "merchant_no",
  "id",
  "of",
  "order_id",
  "merchant_order_no",
  "merchant_refund_no",
  "subject",
  "method",
  "flow",
  "channel",
  "card_type",
  "card_last_four",
  "channel_txn_no",
  "plan_id",
  "contract_id",
  "link_id",
] as const;
const AMOUNTS = [
  "amount_yuan",
  "fee_yuan",
  ...feeParts.map((part) => `fee_${part}_yuan` as const),
  "net_yuan",
  "balance_yuan",
] as const;

/** By their names, before what metadata the merchant has asked for, and the check of what stands before it. */
export const csvColumns = ["no", "booked_at_utc8", ...TEXTS, ...AMOUNTS] as const;

/** How the file begins: names that do not depend on anybody's language. */
export function csvHeader(metadataKeys: readonly string[]): string {
  const chosen = metadataKeys.map((key) => `metadata.${key}`);
  return `${BYTE_ORDER_MARK}${[...csvColumns, ...chosen, "check"].map(quoted).join(",")}\r\n`;
}

export function csvLine(line: StatementLine, metadataKeys: readonly string[]): string {
  const { facts, fee } = line;
  const texts: Readonly<Record<(typeof TEXTS)[number], string | undefined>> = {
    kind: line.kind,
    settle_merchant_no: line.settleMerchantNo,
    merchant_no: line.merchantNo,
    id: line.subjectId,
    of: facts.of,
    order_id: facts.orderId,
    merchant_order_no: facts.merchantOrderNo,
    merchant_refund_no: facts.merchantRefundNo,
    subject: facts.subject,
    method: facts.method,
    flow: facts.flow,
    channel: facts.channel,
    card_type: facts.cardType,
    card_last_four: facts.cardLastFour,
    channel_txn_no: facts.channelTxnNo,
    plan_id: facts.planId,
    contract_id: facts.contractId,
    link_id: facts.linkId,
  };
  const amounts = [
    line.amount,
    fee.total,
    ...feeParts.map((part) => fee.parts[part]),
    line.net,
    line.balance,
  ];
  const text = [
    line.no,
    quoted(shanghaiTime(line.bookedAt)),
    ...TEXTS.map((name) => cell(texts[name])),
    ...amounts.map(plainYuan),
    ...metadataKeys.map((key) => cell(facts.metadata?.[key])),
  ].join(",");
  return `${text},${lineCheck(text)}\r\n`;
}

/** On one line, whatever it is. */
function cell(text: string | undefined): string {
  return quoted(harmless((text ?? "").replaceAll(/[\r\n]+/g, " ")));
}
