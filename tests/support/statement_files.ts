import { createMultibyteEncoder } from "@exodus/bytes/multi-byte.js";
import { acomLayout, acomnLayout } from "../../core/statement_file/acom_layout.ts";
import type { GivenFile } from "../../core/statement_file/given_file.ts";
import { writeRecord } from "../../core/statement_file/write_record.ts";
import { zmLayout } from "../../core/statement_file/zm_layout.ts";
import { zmeLayout } from "../../core/statement_file/zme_layout.ts";

const encode = createMultibyteEncoder("gbk");

/** Bytes of a text as the channel writes it. */
export function gbk(text: string): Uint8Array {
  return encode(text);
}

export interface Line {
  readonly orderNo?: string;
  readonly txnNo?: string;
  readonly amount?: number;
  readonly fee?: number;
  readonly back?: boolean;
  readonly merchantNo?: string;
  readonly traceTime?: string;
  readonly traceNo?: string;
  /** Of a correction: what it corrects, as MMDDhhmmss and six digits. */
  readonly original?: string;
  /** And which kind it is; a chargeback, or what gives it again. */
  readonly code?: string;
  readonly shop?: string;
}

export const MERCHANT = "990100000000001";

const digits = (fen: number, width = 12) => Math.abs(fen).toString().padStart(width, "0");
const signed = (fen: number) => `${fen < 0 ? "D" : "C"}${digits(fen)}`;

/** A record of a merchant's detail file: a payment of ¥88.00, unless the line says otherwise. */
export function zmRecord(line: Line = {}): Uint8Array {
  const { amount = 8_800, fee = 53, back = false } = line;
  const credited = back ? fee : -fee;
  return writeRecord(zmLayout, {
    transactionCode: back ? "S30" : "S56",
    agentNo: "88022900",
    senderNo: "00049993",
    ...trace(line),
    card: "622609******0048",
    amount: digits(amount),
    category: "5812",
    terminalType: "07",
    txnNo: line.txnNo ?? "",
    oldPaymentMethod: "01",
    orderNo: line.orderNo ?? "",
    cardType: "01",
    fee: signed(credited),
    net: signed((back ? -amount : amount) + credited),
    paymentMethod: "0001",
    txnType: back ? "04" : "01",
    product: "000201",
    merchantNo: line.merchantNo ?? MERCHANT,
    subMerchantNo: "000000000000000",
    subMerchantName: line.shop ?? "",
    split: ` ${digits(0)}`,
    netAfterSplit: signed((back ? -amount : amount) + credited),
    terminalNo: "01080209",
    discount: ` ${digits(0)}`,
    invoiced: ` ${digits(0)}`,
    instalmentFee: ` ${digits(0, 11)}`,
    medium: "7",
  });
}

/** A correction that takes money from the merchant, or gives it with a negative amount. */
export function zmeRecord(line: Line = {}): Uint8Array {
  const { amount = 8_800, fee = 53, original } = line;
  return writeRecord(zmeLayout, {
    transactionCode: line.code ?? (amount < 0 ? "E24" : "E23"),
    agentNo: "88022900",
    senderNo: "00049993",
    ...trace(line),
    card: "622609******0048",
    amount: digits(amount),
    category: "5812",
    originalTime: original?.slice(0, 10) ?? "",
    originalTraceNo: original?.slice(10) ?? "",
    fee: signed(fee),
    net: signed(fee - amount),
    merchantNo: line.merchantNo ?? MERCHANT,
  });
}

const acomValues = (line: Line) => ({
  agentNo: "88022900",
  senderNo: "00049993",
  ...trace(line),
  card: "6226090000000048",
  amount: digits(line.amount ?? 8_800),
  partlyAccepted: digits(0),
  holderFee: digits(0),
  messageType: line.back ? "0220" : "0200",
  processingCode: line.back ? "200000" : "000000",
  category: "5812",
  merchantNo: line.merchantNo ?? MERCHANT,
  [line.back ? "feeReceivable" : "feePayable"]: `D${digits(line.fee ?? 53, 11)}`,
});

export function acomRecord(line: Line = {}): Uint8Array {
  return writeRecord(acomLayout, acomValues(line));
}

/** With 131 reserved bytes, as it is said to have. */
export function acomnRecord(line: Line = {}): Uint8Array {
  const named = writeRecord(acomnLayout, { ...acomValues(line), orderNo: line.orderNo ?? "" });
  return joined([named, new Uint8Array(132).fill(0x20)]);
}

function trace({ traceTime = "1120093000", traceNo = "190624" }: Line) {
  return { traceTime, traceNo };
}

export const CRLF = gbk("\r\n");

/** Records with their line ends. */
export function fileOf(records: readonly Uint8Array[], end: Uint8Array = CRLF): Uint8Array {
  return joined(records.flatMap((each) => [each, end]));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A file in memory, handed out in pieces of this size. */
export function given(name: string, bytes: Uint8Array, piece = 65_536): GivenFile {
  return {
    name,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
    },
  };
}

const yuan = (fen: number) => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** A summary of so many payments, as text. */
export function summaryText(
  { lines, amount, fee, day = "20261120", merchantNo = MERCHANT }: {
    readonly lines: number;
    readonly amount: number;
    readonly fee: number;
    readonly day?: string;
    readonly merchantNo?: string;
  },
): string {
  const row = (name: string, count: number, paid: number, cost: number) =>
    [name, count, yuan(0), yuan(paid), yuan(cost), yuan(0), yuan(0), yuan(paid - cost)].join("   ");
  const rule = "_".repeat(80);
  return [
    "        中国银联全渠道商户交易汇总表",
    `商户代码:${merchantNo}                    清算币种:人民币`,
    `收单机构:88022900                         清算日期:${day}`,
    `商户名称:青瓷茶舍                         生成日期:20261121`,
    "交易类型   交易笔数   交易金额   费用   资金清算差额",
    rule,
    row("自助消费", lines, amount, fee),
    rule,
    row("总计", lines, amount, fee),
    "卡性质   交易笔数   交易金额   费用   资金清算差额",
    row("借记卡", lines, amount, fee),
    row("贷记卡", 0, 0, 0),
    row("总计", lines, amount, fee),
  ].join("\r\n");
}
