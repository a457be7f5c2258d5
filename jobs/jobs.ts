import { askContracts } from "../core/contract/ask_contracts.ts";
import { expireContracts } from "../core/contract/expire_contracts.ts";
import { queryDeductions } from "../core/deduction/query_deductions.ts";
import { sendDeductions } from "../core/deduction/send_deductions.ts";
import { tellCharged } from "../core/deduction/tell_charged.ts";
import { expireSignings } from "../core/signing/expire_signings.ts";
import { retireKeys } from "../core/merchant/retire_keys.ts";
import { expireOrders } from "../core/order/expire_orders.ts";
import { queryPayments } from "../core/payment/query_payments.ts";
import { queryRefunds } from "../core/refund/query_refunds.ts";
import { sendRefunds } from "../core/refund/send_refunds.ts";
import { forgetNonces } from "../core/signature/forget_nonces.ts";
import { createDispatcher } from "./deliver_webhooks.ts";
import type { Jobs } from "./run_jobs.ts";
import { sendSandboxNotices } from "../sandbox/bank/notice_job.ts";

/** What runs without being asked over HTTP. Each may run again at any time and finds by itself what is due. */
export const jobs: Jobs = {
  deliver_webhooks: createDispatcher(),
  expire_orders: expireOrders,
  query_payments: queryPayments,
  query_refunds: queryRefunds,
  send_refunds: sendRefunds,
  sandbox_notices: sendSandboxNotices,
  expire_signings: expireSignings,
  ask_contracts: askContracts,
  expire_contracts: expireContracts,
  send_deductions: sendDeductions,
  query_deductions: queryDeductions,
  tell_charged: tellCharged,
  retire_keys: retireKeys,
  forget_nonces: forgetNonces,
};
