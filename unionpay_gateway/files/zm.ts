import { stamp } from "../beijing_time.ts";
import type { Merchant } from "../context.ts";
import type { Line } from "./day.ts";
import { padded } from "./gbk.ts";

export const ACQUIRER = "88022900";
const FORWARDER = "00049993";
// deno-fmt-ignore
const widths = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13,
  13, 8, 32, 13, 13, 12, 2, 1, 32, 13, 2, 1, 12, 20, 45,
] as const;

const codes = { payment: "S56", refund: "S30", void: "S31" } as const;

/** The day's 普通明细 in version 2.5: 47 columns, 607 bytes of GBK, CRLF. */
export function zmFile(merchant: Merchant, lines: readonly Line[]): string {
  return lines.map((line) => `${zmLine(merchant, line)}\r\n`).join("");
}

function zmLine({ merId }: Merchant, line: Line): string {
  const { transaction: { asked, traceNo, queryId }, original, type, amount, fee } = line;
  // A payment's fee is debited and its amount credited; what goes back, the other way round.
  const [ofFee, ofAmount] = type === "payment" ? ["D", "C"] : ["C", "D"];
  const net = `${ofAmount}${number(amount - fee, 12)}`;
  const columns = [
    codes[type],
    ACQUIRER,
    FORWARDER,
    traceNo,
    line.traceTime,
    line.card,
    number(amount, 12),
    asked["merCatCode"] ?? "5812",
    asked["channelType"] ?? "07",
    queryId,
    "01",
    asked["orderId"] ?? "",
    line.cardType,
    original?.traceNo ?? "",
    original ? stamp(original.at).slice(4) : "",
    `${ofFee}${number(fee, 12)}`,
    net,
    "0001",
    "",
    asked["txnType"] ?? "",
    "",
    asked["bizType"] ?? "",
    "",
    "",
    "",
    "",
    asked["origQryId"] ?? "",
    merId,
    "",
    asked["subMerId"] ?? number(0, 15),
    asked["subMerAbbr"] ?? "",
    ` ${number(0, 12)}`,
    net,
    asked["termId"] ?? "01080209",
    asked["reqReserved"] ?? "",
    ` ${number(line.transaction.discount, 12)}`,
    ` ${number(0, 12)}`,
    ` ${number(0, 11)}`,
    "",
    "7",
    original?.asked["orderId"] ?? "",
    net,
    "",
    "",
    "",
    "",
    "",
  ];
  return widths.map((width, index) => padded(columns[index] ?? "", width)).join(" ");
}

function number(fen: number, width: number): string {
  return String(fen).padStart(width, "0");
}
