import type { Deps } from "../../core/deps.ts";
import { askContracts } from "../../core/contract/ask_contracts.ts";
import { expireContracts } from "../../core/contract/expire_contracts.ts";
import { queryDeductions } from "../../core/deduction/query_deductions.ts";
import { expireSignings } from "../../core/signing/expire_signings.ts";
import { retireKeys } from "../../core/merchant/retire_keys.ts";
import { expireOrders } from "../../core/order/expire_orders.ts";
import { queryPayments } from "../../core/payment/query_payments.ts";
import { queryRefunds } from "../../core/refund/query_refunds.ts";
import { sendRefunds } from "../../core/refund/send_refunds.ts";
import { sendSandboxNotices } from "../bank/notice_job.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { tellCharged } from "../../core/deduction/tell_charged.ts";

/** Everything that time makes due, in the order in which one causes the next. */
export async function sweepAll(deps: Deps): Promise<void> {
  await expireOrders(deps);
  await queryPayments(deps);
  await sendSandboxNotices(deps);
  await sendRefunds(deps);
  await queryRefunds(deps);
  await expireSignings(deps);
  await expireContracts(deps);
  await askContracts(deps);
  await sendDeductions(deps);
  await queryDeductions(deps);
  await tellCharged(deps);
  await retireKeys(deps);
  deps.nudge("deliver_webhooks");
}
