import { late, paidOutOf, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Fee } from "../fee/fee_of.ts";
import { feeTransfers } from "../fee/fee_transfers.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "./payment.ts";

/** A payment's success: money for its merchant number, or for nobody where it came too late. */
export function paymentTransfers(
  { payment, order, fee }: {
    readonly payment: Extract<Payment, { state: "succeeded" }>;
    readonly order: Order;
    readonly fee?: Fee | undefined;
  },
): readonly Transfer[] {
  const { channel, amount, settles } = payment;
  const payee = payable(order.settleMerchantNo ?? order.merchantNo);
  const paid: Transfer = {
    line: 1,
    code: settles ? "payment" : "late_payment",
    phase: "posted",
    debit: paidOutOf(channel),
    credit: settles ? payee : late(channel),
    amount,
  };
  return [paid, ...feeTransfers(fee, { channel, payee })];
}
