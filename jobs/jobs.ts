import { askContracts } from "../core/contract/ask_contracts.ts";
import { expireContracts } from "../core/contract/expire_contracts.ts";
import { queryDeductions } from "../core/deduction/query_deductions.ts";
import { expireSignings } from "../core/signing/expire_signings.ts";
import { retireKeys } from "../core/merchant/retire_keys.ts";
import { expireOrders } from "../core/order/expire_orders.ts";
import { queryPayments } from "../core/payment/query_payments.ts";
import { queryRefunds } from "../core/refund/query_refunds.ts";
import { sendRefunds } from "../core/refund/send_refunds.ts";
import { forgetNonces } from "../core/signature/forget_nonces.ts";
import { createDispatcher } from "./deliver_webhooks.ts";
import type { JobName } from "../core/deps.ts";
import type { Job } from "./run_jobs.ts";
import { sendDeductions } from "./send_deductions.ts";
import { tellCharged } from "./tell_charged.ts";

/** What runs without being asked over HTTP. Each may run again at any time and finds by itself what is due. */
export const jobs = {
  deliver_webhooks: createDispatcher(),
  expire_orders: expireOrders,
  query_payments: async (deps) => {
    await queryPayments(deps);
    await queryRefunds(deps);
  },
  send_refunds: sendRefunds,
  expire_signings: expireSignings,
  ask_contracts: askContracts,
  expire_contracts: expireContracts,
  send_deductions: sendDeductions,
  query_deductions: queryDeductions,
  tell_charged: tellCharged,
  retire_keys: retireKeys,
  forget_nonces: forgetNonces,
} satisfies Record<JobName, Job>;
