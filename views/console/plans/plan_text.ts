import type { PlanField } from "../../../core/console/typed_plan.ts";
import type { Lang } from "../../words.ts";
import { planWords } from "./plan_words.ts";

/** What was filled in, as people read it. */
export function textOf(name: PlanField, typed: string | undefined, lang: Lang): string {
  const w = planWords(lang);
  const text = typed ?? "";
  switch (name) {
    case "request":
      return nameIn(w.requests, text);
    case "kind":
      return nameIn(w.kinds, text);
    case "requires_credit_card":
    case "verify_phone":
    case "verify_id_number":
      return text === "1" ? w.yes : w.no;
    case "filled_in_at":
      return text.replace("T", " ") || w.blank;
    case "short_name":
    case "title":
    case "package_text":
    case "per_transaction_limit":
    case "per_day_limit":
    case "contract_days":
    case "arrears":
    case "network_advance_reason":
    case "fixed_merchant_nos":
    case "no_fixed_merchant_reason":
    case "unsign_notice_url":
    case "applicant":
    case "filled_in_by":
    case "contact":
      return text || w.blank;
  }
}

function nameIn(names: Readonly<Record<string, string>>, value: string): string {
  return names[value] ?? value;
}
