import { cny } from "../money.ts";
import { ok, type Result } from "../result.ts";
import { acomLayout, acomnLayout } from "./acom_layout.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Span } from "./layout.ts";
import { type Expected, type LineFacts, readMerchant, readTrace } from "./line_facts.ts";
import { digitsOf, signedOf, textOf, wrongValue } from "./record.ts";
import type { Direction } from "./statement_file.ts";

/** A record of an institution's detail file, which names no order. */
export function readAcom(record: Uint8Array, expected: Expected): Result<LineFacts, Flaw> {
  return readRecord(record, expected, undefined);
}

function readRecord(
  record: Uint8Array,
  expected: Expected,
  orderNo: string | undefined,
): Result<LineFacts, Flaw> {
  const at = acomLayout.spans;
  const trace = readTrace(record, at, expected);
  if (!trace.ok) return trace;
  const merchant = readMerchant(record, [at.merchantNo], expected);
  if (!merchant.ok) return merchant;
  const amount = digitsOf(record, at.amount);
  if (amount === undefined) return wrongValue(record, at.amount, "12 digits");
  const messageType = digitsOf(record, at.messageType);
  if (messageType === undefined) return wrongValue(record, at.messageType, "4 digits");
  if (digitsOf(record, at.processingCode) === undefined) {
    return wrongValue(record, at.processingCode, "6 digits");
  }
  const direction = acomDirection(
    textOf(record, at.messageType),
    textOf(record, at.processingCode),
  );
  // What the acquirer owes of a payment, and is owed of what goes back.
  const feeAt = direction === "in" ? at.feePayable : at.feeReceivable;
  const part = unsignedOf(record, feeAt);
  if (part === undefined) return wrongValue(record, feeAt, "12 digits, or C or D and 11 digits");
  const fee = direction === "in" ? part : -part;
  return ok({
    ...trace.value,
    merchantNo: merchant.value,
    orderNo,
    txnNo: undefined,
    direction,
    cardType: undefined,
    amount: cny(amount),
    fee: cny(fee),
    net: cny((direction === "in" ? amount : -amount) - fee),
  });
}

/** The order number is in the first 32 of its 40 bytes. */
const ACOMN_ORDER_BYTES = 32;

export function readAcomn(record: Uint8Array, expected: Expected): Result<LineFacts, Flaw> {
  const { from } = acomnLayout.spans.orderNo;
  return readRecord(record, expected, textOf(record, { from, until: from + ACOMN_ORDER_BYTES }));
}

/** A void or refund (20x000) gives back what a payment brought (00x000), and a reversal (04xx) undoes either. */
function acomDirection(messageType = "", processingCode = ""): Direction {
  const givesBack = processingCode.startsWith("20") !== messageType.startsWith("04");
  return givesBack ? "out" : "in";
}

/** A fee whose side the column says: its sign, where there is one, adds nothing. */
function unsignedOf(record: Uint8Array, span: Span): number | undefined {
  return digitsOf(record, span) ?? abs(signedOf(record, span));
}

function abs(number: number | undefined): number | undefined {
  return number === undefined ? undefined : Math.abs(number);
}
