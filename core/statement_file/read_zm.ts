import type { CardType } from "../channel/card.ts";
import { cny } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Flaw } from "./file_flaw.ts";
import type { Span } from "./layout.ts";
import {
  type Expected,
  type LineFacts,
  readMerchant,
  readMoney,
  readTrace,
  towards,
} from "./line_facts.ts";
import { signedOf, textOf, wrongValue } from "./record.ts";
import { zmLayout } from "./zm_layout.ts";

/** What gives money back: void, refund, the voids of an authorisation and of its completion, reversal (txnType). */
/** Semi-credit cards (准贷记) count as credit. */
const cardTypes: Readonly<Record<string, CardType>> = {
  "01": "debit",
  "02": "credit",
  "03": "credit",
};
const ZM_BACK = ["04", "31", "32", "33", "99"];

/** A record of a merchant's detail file. */
export function readZm(record: Uint8Array, expected: Expected): Result<LineFacts, Flaw> {
  const at = zmLayout.spans;
  const trace = readTrace(record, zmLayout.spans, expected);
  if (!trace.ok) return trace;
  const merchant = readMerchant(record, [at.merchantNo, at.groupMerchantNo], expected);
  if (!merchant.ok) return merchant;
  const money = readMoney(record, at);
  if (!money.ok) return money;
  const { amount, fee, net } = money.value;
  const txnType = textOf(record, at.txnType);
  const direction = txnType === undefined ? towards(net) : ZM_BACK.includes(txnType) ? "out" : "in";
  const surcharge = signedOf(record, at.instalmentFee);
  if (surcharge === undefined) return wrongValue(record, at.instalmentFee, "C or D and 11 digits");
  const due = (direction === "in" ? amount : -amount) - fee;
  if (net !== due && net !== due + surcharge) return contradicts(at.net, { net, due });
  return ok({
    ...trace.value,
    merchantNo: merchant.value,
    orderNo: textOf(record, at.orderNo),
    txnNo: textOf(record, at.txnNo),
    direction,
    cardType: cardTypes[textOf(record, at.cardType) ?? ""],
    amount: cny(amount),
    fee: cny(fee),
    net: cny(net),
  });
}

function contradicts(
  { from }: Span,
  { net, due }: { readonly net: number; readonly due: number },
): Result<never, Flaw> {
  return rejected({
    code: "sums_disagree",
    column: from + 1,
    detail: `the amount less the fee is ${due} fen, the record says ${net} fen`,
  });
}
