import type { Deps } from "../core/deps.ts";
import { publishDailyHead } from "../core/audit/publish_head.ts";
import { raiseAlarms } from "../core/alarm/raise_alarms.ts";
import { tellStaff } from "../core/alert/tell_staff.ts";
import { askBindings } from "../core/card_binding/ask_bindings.ts";
import { tellChannels } from "../core/cardholder/tell_channel.ts";
import { retryArrears } from "../core/arrear/retry_arrears.ts";
import { askContracts } from "../core/contract/ask_contracts.ts";
import { fetchFiles } from "../core/channel_file/fetch_files.ts";
import { expireContracts } from "../core/contract/expire_contracts.ts";
import { ageDisputes } from "../core/dispute/age_disputes.ts";
import { digestPeople } from "../core/consumer/digest_people.ts";
import { queryDeductions } from "../core/deduction/query_deductions.ts";
import { sendDeductions } from "../core/deduction/send_deductions.ts";
import { tellConsumers } from "../core/message/tell_consumers.ts";
import { erasePeople } from "../core/erasure/erase_people.ts";
import { finishRecoveries } from "../core/recovery/finish_recoveries.ts";
import { expireSignings } from "../core/signing/expire_signings.ts";
import { windUpMerchants } from "../core/merchant/wind_up_merchants.ts";
import { retireKeys } from "../core/merchant/retire_keys.ts";
import { expireOrders } from "../core/order/expire_orders.ts";
import { queryPayments } from "../core/payment/query_payments.ts";
import { queryRefunds } from "../core/refund/query_refunds.ts";
import { sendRefunds } from "../core/refund/send_refunds.ts";
import { redeliverRanges } from "../core/redelivery/redeliver_ranges.ts";
import { forgetAttempts } from "../core/webhook/forget_attempts.ts";
import { buildBatches } from "../core/settlement_batch/build_batches.ts";
import { settleLines } from "../core/bank_line/settle_lines.ts";
import { rematchFiles } from "../core/statement_file/rematch_files.ts";
import { issueStatements } from "../core/statement/issue_statements.ts";
import { forgetNonces } from "../core/signature/forget_nonces.ts";
import type { JobName } from "../core/job_name.ts";
import { createDispatcher } from "./deliver_webhooks.ts";
import type { Job, Jobs } from "./run_jobs.ts";

/** For what jobs say to people, in a process that shows no pages. */
const readInstitution = (deps: Deps) => deps.institution.refresh();

const dispatcher = createDispatcher();
/** Waits for the webhooks under way and writes down how they went; sends nothing more. */
export const endSends = dispatcher.end;

/**
 * What runs without being asked over HTTP, in the order in which one causes the next. Each may run again at any time
 * and finds by itself what is due.
 */
export const jobs = {
  expire_orders: { run: expireOrders },
  query_payments: { run: queryPayments, everyTicks: 5 },
  send_refunds: { run: sendRefunds },
  query_refunds: { run: queryRefunds, everyTicks: 5 },
  expire_signings: { run: expireSignings },
  expire_contracts: { run: expireContracts, everyTicks: 5 },
  ask_contracts: { run: askContracts },
  ask_bindings: { run: askBindings, everyTicks: 5 },
  tell_channels: { run: tellChannels, everyTicks: 5 },
  send_deductions: { run: sendDeductions },
  retry_arrears: { run: retryArrears, everyTicks: 5 },
  query_deductions: { run: queryDeductions, everyTicks: 5 },
  erase_people: { run: erasePeople, everyTicks: 30 },
  finish_recoveries: { run: finishRecoveries, everyTicks: 30 },
  tell_consumers: { run: tellConsumers },
  wind_up_merchants: { run: windUpMerchants, everyTicks: 5 },
  raise_alarms: { run: raiseAlarms, everyTicks: 30 },
  tell_staff: { run: tellStaff, everyTicks: 5 },
  read_institution: { run: readInstitution, everyTicks: 30 },
  age_disputes: { run: ageDisputes, everyTicks: 60 },
  digest_people: { run: digestPeople, everyTicks: 30 },
  fetch_files: { run: fetchFiles, everyTicks: 60 },
  retire_keys: { run: retireKeys, everyTicks: 30 },
  publish_audit_head: { run: publishDailyHead, everyTicks: 60 },
  redeliver_ranges: { run: redeliverRanges },
  forget_attempts: { run: forgetAttempts, everyTicks: 600 },
  settle_bank_lines: { run: settleLines, everyTicks: 60 },
  match_statements: { run: rematchFiles, everyTicks: 3_600 },
  build_settlements: { run: buildBatches, everyTicks: 60 },
  issue_statements: { run: issueStatements, everyTicks: 60 },
  forget_nonces: { run: forgetNonces, everyTicks: 600 },
  deliver_webhooks: { run: dispatcher.run },
} satisfies Jobs & Readonly<Record<JobName, Job>>;
