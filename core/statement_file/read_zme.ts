import { cny } from "../money.ts";
import { ok, type Result } from "../result.ts";
import type { Flaw } from "./file_flaw.ts";
import {
  type Expected,
  type LineFacts,
  readMerchant,
  readMoney,
  readTrace,
  towards,
} from "./line_facts.ts";
import { digitsOf, textOf } from "./record.ts";
import { isTraceTime } from "./trace_time.ts";
import { zmeLayout } from "./zme_layout.ts";

/** A record of a merchant's corrections; it names neither an order nor the channel's number of it, but their trace. */
export function readZme(record: Uint8Array, expected: Expected): Result<LineFacts, Flaw> {
  const at = zmeLayout.spans;
  const trace = readTrace(record, zmeLayout.spans, expected);
  if (!trace.ok) return trace;
  const merchant = readMerchant(record, [at.groupNo, at.merchantNo], expected);
  if (!merchant.ok) return merchant;
  const money = readMoney(record, at);
  if (!money.ok) return money;
  const { amount, fee, net } = money.value;
  return ok({
    ...trace.value,
    originalTrace: originalIn(record),
    transactionCode: textOf(record, at.transactionCode),
    merchantNo: merchant.value,
    orderNo: undefined,
    txnNo: undefined,
    direction: towards(net),
    cardType: undefined,
    amount: cny(amount),
    fee: cny(fee),
    net: cny(net),
  });
}

/** Which transaction it corrects; undefined where it names none. */
function originalIn(record: Uint8Array): string | undefined {
  const { originalTime, originalTraceNo } = zmeLayout.spans;
  const time = textOf(record, originalTime);
  const no = textOf(record, originalTraceNo);
  return isTraceTime(time) && no !== undefined && digitsOf(record, originalTraceNo)
    ? time + no
    : undefined;
}
