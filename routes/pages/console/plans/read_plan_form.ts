import type * as z from "zod";
import { type PlanField, planFields, type TypedPlan } from "../../../../core/console/typed_plan.ts";
import { typedYuan } from "../../../../core/money.ts";
import type { PlanProblem } from "../../../../views/console/plans/plan_form_page.tsx";
import { fieldErrors } from "../../../api/fields.ts";

const SEPARATORS = /[\s,，;；、]+/;

/** The page's form as the API takes it, so that one declaration judges both. */
export function readPlanForm(typed: TypedPlan, planId: string | undefined) {
  const line = (name: PlanField) => {
    const text = (typed[name] ?? "").trim();
    return text === "" ? undefined : text;
  };
  const number = (text: string | undefined) =>
    text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : text;
  const yuan = (name: PlanField) => {
    const text = line(name);
    return text === undefined ? undefined : typedYuan(text)?.fen ?? text;
  };
  // A form sends every line break as CRLF [HTML, constructing the entry list].
  const paragraphs = (name: PlanField) => line(name)?.replaceAll("\r\n", "\n");
  const reason = paragraphs("network_advance_reason");
  const at = line("filled_in_at");
  const days = line("arrears");
  return {
    request: planId === undefined ? line("request") : "change",
    plan_id: planId,
    kind: line("kind"),
    short_name: line("short_name"),
    title: line("title"),
    package_text: paragraphs("package_text"),
    per_transaction_limit: yuan("per_transaction_limit"),
    per_day_limit: yuan("per_day_limit"),
    contract_days: number(line("contract_days")),
    arrears: days === undefined
      ? undefined
      : { retry_after_days: days.split(SEPARATORS).filter(Boolean).map(number) },
    requires_credit_card: typed.requires_credit_card === "1",
    verify_phone: typed.verify_phone === "1",
    verify_id_number: typed.verify_id_number === "1",
    network_advance: reason === undefined ? { wanted: false } : { wanted: true, reason },
    fixed_merchant_nos: (line("fixed_merchant_nos") ?? "").split(SEPARATORS).filter(Boolean),
    no_fixed_merchant_reason: line("no_fixed_merchant_reason"),
    unsign_notice_url: line("unsign_notice_url"),
    applicant: line("applicant"),
    filled_in_by: line("filled_in_by"),
    filled_in_at: at !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(at)
      ? `${at}:00+08:00`
      : at,
    contact: line("contact"),
  };
}

/** What is wrong by field of the page; a rule about several fields is told at the one to change. */
export function fieldProblems(error: z.core.$ZodError): ReadonlyMap<PlanField, PlanProblem> {
  const found = new Map<PlanField, PlanProblem>();
  for (const { path, code } of fieldErrors(error)) {
    const [top = ""] = path.split(".");
    const name = top === "network_advance" ? "network_advance_reason" : top;
    const field = planFields.find((each) => each === name) ?? "request";
    if (!found.has(field)) found.set(field, problemOf(code));
  }
  return found;
}

function problemOf(code: string): PlanProblem {
  if (code === "missing" || code === "too_short") return "missing";
  return code === "too_long" ? "too_long" : "other";
}
