import { late, owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "./payment.ts";

/** A payment's success: money for its merchant number, or for nobody where it came too late. */
export function paymentTransfers(
  { payment, order }: {
    readonly payment: Extract<Payment, { state: "succeeded" }>;
    readonly order: Order;
  },
): readonly Transfer[] {
  const { channel, amount, settles } = payment;
  return [{
    line: 1,
    code: settles ? "payment" : "late_payment",
    phase: "posted",
    debit: owedBy(channel),
    credit: settles ? payable(order.settleMerchantNo ?? order.merchantNo) : late(channel),
    amount,
  }];
}
