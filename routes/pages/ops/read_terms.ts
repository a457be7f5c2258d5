import { isMerchantNo, type MerchantNo } from "../../../core/id.ts";
import { typedYuan } from "../../../core/money.ts";
import type { AgreeTermsAct } from "../../../core/proposal/proposal.ts";
import { ok, rejected, type Result } from "../../../core/result.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import type { TypedTerms } from "../../../views/settlement/terms_form.tsx";
import type { SettlementError } from "../../../views/settlement/words.ts";

/** What a form asks to agree on with a merchant number. */
export function readTerms(
  merchant: MerchantNo,
  typed: TypedTerms,
): Result<AgreeTermsAct, { readonly code: SettlementError }> {
  const from = parseBusinessDay(typed.from);
  if (!from) return rejected({ code: "from_wrong" });
  if (!/^\d{1,2}$/.test(typed.delay)) return rejected({ code: "delay_wrong" });
  if (!isMerchantNo(typed.accountOf)) return rejected({ code: "account_of_another" });
  const overdraft = typedYuan(typed.overdraft);
  if (!overdraft) return rejected({ code: "overdraft_wrong" });
  return ok({
    kind: "agree_terms",
    merchant,
    from,
    delay: Number(typed.delay),
    accountOf: typed.accountOf,
    overdraft: overdraft.fen,
  });
}
