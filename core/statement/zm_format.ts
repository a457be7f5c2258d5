import { fitGbk } from "../statement_file/fit_gbk.ts";
import type { Span } from "../statement_file/layout.ts";
import { layoutDigits, layoutSigned } from "../statement_file/layout_values.ts";
import { isUtf8 } from "../statement_file/record.ts";
import { writeRecord } from "../statement_file/write_record.ts";
import { zmLayout } from "../statement_file/zm_layout.ts";
import type { BusinessDay } from "../time.ts";
import { CHECK_CHARS, lineCheck } from "./line_check.ts";
import type { StatementLine } from "./statement_line.ts";
import { maskedCard, traceOf } from "./transaction.ts";

const { spans } = zmLayout;
const ORDER_NO_BYTES = spans.orderNo.until - spans.orderNo.from;
const TXN_NO_BYTES = spans.txnNo.until - spans.txnNo.from;
const DATA_BYTES = spans.merchantData.until - spans.merchantData.from;
const ASCII_END = 0x80;
/** Within our last column a record of 47 columns has its own reserve, after the cleared amount and others. */
const RESERVE_AT = spans.reserved.from + 53;
const NO_DIGITS = 9;
/** What we put there: the number of the record, what the file comes to with it, and the check of what stands before. */
export const zmReserve = {
  no: { from: RESERVE_AT, until: RESERVE_AT + NO_DIGITS },
  sum: { from: RESERVE_AT + NO_DIGITS + 1, until: RESERVE_AT + NO_DIGITS + 14 },
  check: { from: RESERVE_AT + NO_DIGITS + 15, until: RESERVE_AT + NO_DIGITS + 15 + CHECK_CHARS },
} as const satisfies Readonly<Record<string, Span>>;

interface Given {
  /** Whose file it is, and of which day. */
  readonly merchantNo: string;
  readonly day: BusinessDay;
  /** Which of the file's records it is, and what they come to with it, in fen. */
  readonly no: number;
  readonly sum: number;
  readonly metadataKeys: readonly string[];
}

/** A payment, deduction or refund as a record of a merchant's detail file. */
export function zmRecordOf(line: StatementLine, given: Given): Uint8Array {
  const values = valuesOf(line, given);
  const record = writeRecord(zmLayout, values);
  // Some Chinese in GBK reads as other Chinese in UTF-8, and would be taken for it.
  if (record.every((byte) => byte < ASCII_END) || !isUtf8(record)) return withCheck(record);
  const plain = { ...ownNumbers(line, () => undefined), merchantData: "" };
  return withCheck(writeRecord(zmLayout, { ...values, ...plain }));
}

function withCheck(record: Uint8Array): Uint8Array {
  const { from } = zmReserve.check;
  record.set(new TextEncoder().encode(lineCheck(record.subarray(0, from))), from);
  return record;
}

function valuesOf(line: StatementLine, { merchantNo, day, no, sum, metadataKeys }: Given) {
  const { facts, amount, fee, net } = line;
  const back = line.kind === "refund";
  const data = metadataKeys.flatMap((key) => facts.metadata?.[key] ?? []).join(" ");
  return {
    transactionCode: back ? "S30" : "S56",
    ...traceOf(line, day),
    card: maskedCard(line),
    amount: layoutDigits(amount.fen),
    terminalType: "07",
    txnNo: fitting(facts.channelTxnNo, TXN_NO_BYTES),
    cardType: facts.cardType === undefined ? undefined : facts.cardType === "debit" ? "01" : "02",
    fee: layoutSigned(-fee.total.fen),
    net: layoutSigned(net.fen),
    groupMerchantNo: merchantNo,
    txnType: back ? "04" : "01",
    originalTxnNo: fitting(facts.ofChannelTxnNo, TXN_NO_BYTES),
    merchantNo: line.settleMerchantNo,
    subMerchantNo: line.merchantNo === line.settleMerchantNo
      ? layoutDigits(0, 15)
      : line.merchantNo,
    split: ` ${layoutDigits(0)}`,
    netAfterSplit: layoutSigned(net.fen),
    merchantData: fitGbk(data, DATA_BYTES),
    discount: ` ${layoutDigits(0)}`,
    invoiced: ` ${layoutDigits(0)}`,
    instalmentFee: ` ${layoutDigits(0, 11)}`,
    ...ownNumbers(line, (text) => fitting(text, ORDER_NO_BYTES)),
    reserved: layoutSigned(net.fen).padEnd(RESERVE_AT - spans.reserved.from) +
      `${layoutDigits(no, NO_DIGITS)} ${layoutSigned(sum)}`,
  };
}

/** The merchant's own number; ours of it where that has no room, because half a number is another number. */
function ownNumbers(
  { facts, kind, subjectId }: StatementLine,
  fit: (text: string | undefined) => string | undefined,
) {
  const back = kind === "refund";
  return {
    orderNo: fit(back ? facts.merchantRefundNo : facts.merchantOrderNo) ?? bare(subjectId),
    originalOrderNo: back ? fit(facts.merchantOrderNo) ?? bare(facts.of ?? "") : undefined,
  };
}

function bare(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}

/** The whole text or nothing. */
function fitting(text: string | undefined, bytes: number): string | undefined {
  return text !== undefined && text !== "" && fitGbk(text, bytes) === text ? text : undefined;
}
