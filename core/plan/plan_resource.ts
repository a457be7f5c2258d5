import { rfc3339OrNull } from "../time.ts";
import type { PlanPeople } from "./seal_people.ts";
import type { Plan } from "./plan.ts";

/** One version of a plan as the API and webhooks show it; limits in fen. Persons are named to the merchant alone. */
export function planResource(plan: Plan, people: PlanPeople = {}) {
  return {
    plan_id: plan.planId,
    version: plan.version,
    app_id: plan.appId,
    merchant_no: plan.merchantNo,
    state: plan.state,
    request: plan.request,
    kind: plan.kind,
    short_name: plan.shortName,
    title: plan.title,
    package_text: plan.packageText,
    per_transaction_limit: plan.perTransactionLimit.fen,
    per_day_limit: plan.perDayLimit.fen,
    contract_days: plan.contractDays ?? null,
    arrears: arrearsResource(plan),
    requires_credit_card: plan.requiresCreditCard,
    verify_phone: plan.verifyPhone,
    verify_id_number: plan.verifyIdNumber,
    network_advance: {
      wanted: plan.networkAdvanceReason !== undefined,
      reason: plan.networkAdvanceReason ?? null,
    },
    fixed_merchant_nos: plan.fixedMerchantNos,
    no_fixed_merchant_reason: plan.noFixedMerchantReason ?? null,
    unsign_notice_url: plan.unsignNoticeUrl ?? null,
    filled_in_by: people.filledInBy ?? null,
    filled_in_at: rfc3339OrNull(plan.filledInAt),
    applicant: plan.applicant ?? null,
    contact: people.contact ?? null,
    rejection_reason: plan.rejectionReason ?? null,
  };
}

/** What a plan, and a contract of it, says of charges that fail for want of money. */
export function arrearsResource({ arrearRetryDays: days }: Pick<Plan, "arrearRetryDays">) {
  return days === undefined ? null : { retry_after_days: days };
}
