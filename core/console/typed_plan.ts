import { plainYuan } from "../money.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanPeople } from "../plan/seal_people.ts";
import { shanghaiTime } from "../time.ts";

/** The fields of the application form as they stand on its page, in that order. */
export const planFields = [
  "request",
  "kind",
  "short_name",
  "title",
  "package_text",
  "per_transaction_limit",
  "per_day_limit",
  "contract_days",
  "arrears",
  "requires_credit_card",
  "verify_phone",
  "verify_id_number",
  "network_advance_reason",
  "fixed_merchant_nos",
  "no_fixed_merchant_reason",
  "unsign_notice_url",
  "applicant",
  "filled_in_by",
  "filled_in_at",
  "contact",
] as const;

export type PlanField = (typeof planFields)[number];

/** What was typed, by field; a check that is set is `1`. */
export type TypedPlan = Readonly<Partial<Record<PlanField, string>>>;

/** A version's form as it was typed. */
export function typedPlan(plan: Plan, people: PlanPeople = {}): TypedPlan {
  const check = (set: boolean) => set ? "1" : "";
  return {
    request: plan.request,
    kind: plan.kind,
    short_name: plan.shortName,
    title: plan.title,
    package_text: plan.packageText,
    per_transaction_limit: plainYuan(plan.perTransactionLimit),
    per_day_limit: plainYuan(plan.perDayLimit),
    contract_days: plan.contractDays === undefined ? "" : `${plan.contractDays}`,
    arrears: plan.arrearRetryDays?.join(", ") ?? "",
    requires_credit_card: check(plan.requiresCreditCard),
    verify_phone: check(plan.verifyPhone),
    verify_id_number: check(plan.verifyIdNumber),
    network_advance_reason: plan.networkAdvanceReason ?? "",
    fixed_merchant_nos: plan.fixedMerchantNos.join(", "),
    no_fixed_merchant_reason: plan.noFixedMerchantReason ?? "",
    unsign_notice_url: plan.unsignNoticeUrl ?? "",
    applicant: plan.applicant ?? "",
    filled_in_by: people.filledInBy ?? "",
    filled_in_at: plan.filledInAt === undefined
      ? ""
      : shanghaiTime(plan.filledInAt).slice(0, 16).replace(" ", "T"),
    contact: people.contact ?? "",
  };
}

/** A version as the form to change it starts: who fills it in, and when, is new each time. */
export function changedPlan(plan: Plan, people: PlanPeople = {}): TypedPlan {
  return { ...typedPlan(plan, people), filled_in_by: "", filled_in_at: "" };
}
