import { bindingContext } from "../../core/card_binding/card_binding.ts";
import { keysContext } from "../../core/connection/connection.ts";
import { cardsContext, context } from "../../core/consumer/seal_person.ts";
import { payerContext } from "../../core/bank_line/bank_line.ts";
import { fileContext } from "../../core/dispute/dispute_file.ts";
import { complaintContext } from "../../core/complaint/complaint.ts";
import { proposalContext } from "../../core/proposal/proposal.ts";
import { accountContext } from "../../core/settlement/settlement_account.ts";
import { applicationContext } from "../../core/application/application.ts";
import { payoutContext } from "../../core/refund/payout_account.ts";
import { peopleContext } from "../../core/plan/seal_people.ts";
import { staffContext } from "../../core/staff/seal_staff.ts";
import { waitingPhoneContext } from "../../core/staff/waiting_phone.ts";
import { place } from "../../core/webhook/endpoint_secret.ts";
import type { EndpointId } from "../../core/id.ts";
import { identityPhoneContext } from "../../core/identity/seal_phone.ts";
import { formerPhoneContext } from "../../core/message/account_message.ts";
import { newPhoneContext } from "../../core/recovery/recovery.ts";
import {
  grantContext,
  NOTICE_CONTEXT,
  secretContext,
  tokenContext,
} from "../../core/open_platform/open_app.ts";
import { lookupKeyContext } from "./lookup_key.ts";

type Key = readonly (string | number)[];

/** A column whose texts a secret sealed, and where each of them belongs: it opens nowhere else. */
export interface SealedColumn {
  readonly table: string;
  /** The columns of the primary key. */
  readonly key: readonly string[];
  readonly column: string;
  readonly context: (key: Key) => string;
}

const identity = (column: string): SealedColumn => ({
  table: "consumers",
  key: ["consumer_id"],
  column,
  context: ([consumerId]) => context(column, String(consumerId)),
});

const endpointSecret = (column: string, part: "secret" | "private_key"): SealedColumn => ({
  table: "endpoint_secrets",
  key: ["endpoint_id", "number"],
  column,
  context: ([endpointId, number]) =>
    place({ endpointId: endpointId as EndpointId, number: Number(number) }, part),
});

const ofStaff = (column: string): SealedColumn => ({
  table: "staff",
  key: ["staff_id"],
  column,
  context: ([staffId]) => staffContext(column, String(staffId)),
});

const ofComplaint = (column: "sealed_text" | "sealed_answer"): SealedColumn => ({
  table: "complaints",
  key: ["complaint_id"],
  column,
  context: ([complaintId]) => complaintContext(column, String(complaintId)),
});

/** Everything that is sealed in this database. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: "lookup_keys",
    key: ["name"],
    column: "sealed",
    context: ([name]) => lookupKeyContext(String(name)),
  },
  {
    table: "settlement_accounts",
    key: ["account_id"],
    column: "sealed",
    context: ([accountId]) => accountContext(String(accountId)),
  },
  {
    table: "merchant_applications",
    key: ["application_id", "version"],
    column: "sealed",
    context: ([id, version]) => applicationContext(String(id), Number(version)),
  },
  {
    table: "plans",
    key: ["plan_id", "version"],
    column: "sealed_people",
    context: ([planId, version]) => peopleContext(String(planId), Number(version)),
  },
  {
    table: "proposals",
    key: ["proposal_id"],
    column: "sealed",
    context: ([proposalId]) => proposalContext(String(proposalId)),
  },
  {
    table: "gateway_credentials",
    key: ["name"],
    column: "sealed_keys",
    context: ([name]) => keysContext(String(name)),
  },
  {
    table: "open_apps",
    key: ["app_id"],
    column: "sealed_secret",
    context: ([appId]) => secretContext(String(appId)),
  },
  {
    table: "open_tokens",
    key: ["app_id", "kind"],
    column: "sealed",
    context: ([appId, kind]) => tokenContext(String(appId), String(kind)),
  },
  {
    table: "open_grants",
    key: ["app_id", "open_id"],
    column: "sealed",
    context: ([appId, openId]) => grantContext(String(appId), String(openId)),
  },
  {
    table: "open_notices",
    key: ["seq"],
    column: "sealed_body",
    context: () => NOTICE_CONTEXT,
  },
  {
    table: "card_bindings",
    key: ["binding_id"],
    column: "sealed_token",
    context: ([bindingId]) => bindingContext(String(bindingId)),
  },
  endpointSecret("sealed_secret", "secret"),
  endpointSecret("sealed_private_key", "private_key"),
  ofStaff("sealed_name"),
  ofStaff("sealed_mail"),
  ofStaff("sealed_phone"),
  {
    table: "staff_phone_codes",
    key: ["staff_id"],
    column: "sealed_phone",
    context: ([staffId]) => waitingPhoneContext(String(staffId)),
  },
  ofComplaint("sealed_text"),
  {
    table: "bank_lines",
    key: ["line_id"],
    column: "sealed_payer",
    context: ([lineId]) => payerContext(String(lineId)),
  },
  {
    table: "refunds",
    key: ["refund_id"],
    column: "sealed_payout_account",
    context: ([refundId]) => payoutContext(String(refundId)),
  },
  ofComplaint("sealed_answer"),
  {
    table: "dispute_files",
    key: ["dispute_id", "sha256"],
    column: "sealed",
    context: ([disputeId, digest]) => fileContext(String(disputeId), String(digest)),
  },
  identity("sealed_name"),
  identity("sealed_phone"),
  identity("sealed_id_number"),
  {
    table: "identities",
    key: ["issuer", "subject"],
    column: "sealed_phone",
    context: ([, subject]) => identityPhoneContext(String(subject)),
  },
  {
    table: "account_messages",
    key: ["message_id"],
    column: "sealed_phone",
    context: ([messageId]) => formerPhoneContext(String(messageId)),
  },
  {
    table: "recoveries",
    key: ["recovery_id"],
    column: "sealed_new_phone",
    context: ([recoveryId]) => newPhoneContext(String(recoveryId)),
  },
  {
    table: "consumer_cards",
    key: ["consumer_id"],
    column: "sealed",
    context: ([consumerId]) => cardsContext(String(consumerId)),
  },
];
