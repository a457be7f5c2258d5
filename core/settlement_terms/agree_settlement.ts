import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BusinessDay, businessDay } from "../time.ts";
import { DELAY_MAX, type SettlementTerms } from "./settlement_terms.ts";
import type { TermsEvent } from "./terms_events.ts";

export type AgreeSettlementRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** It is neither the number itself nor one above it. */
  | { readonly code: "account_of_another"; readonly merchant_no: MerchantNo }
  | { readonly code: "delay_too_long"; readonly max: number }
  /** What was cleared on a day that has begun is settled as it was agreed on. */
  | {
    readonly code: "terms_begin_too_early";
    readonly from: BusinessDay;
    readonly today: BusinessDay;
  }
  | { readonly code: "terms_agreed_already"; readonly from: BusinessDay };

export interface AgreeSettlement extends Omit<SettlementTerms, "termsId" | "agreedAt"> {
  readonly by: Actor;
}

/** What is agreed with a merchant number about its settlement, for what is cleared from a day on. */
export function agreeSettlement(
  deps: Deps,
  given: AgreeSettlement,
): Promise<Result<SettlementTerms, AgreeSettlementRefusal>> {
  return retryOnConflict(async () => {
    const agreed = await agreeingSettlement(deps, given);
    if (!agreed.ok) return agreed;
    await deps.commit([agreed.value]);
    return ok(agreed.value.terms);
  });
}

/** The same, decided and not committed: the write refuses another for the same day. */
export async function agreeingSettlement(
  deps: Deps,
  { by, ...agreed }: AgreeSettlement,
): Promise<Result<TermsEvent & Stamp, AgreeSettlementRefusal>> {
  const { merchantNo, from, delay, accountOf } = agreed;
  const [merchant, last] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.settlementTerms.inForce(merchantNo, from),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  if (!Number.isInteger(delay) || delay < 0 || delay > DELAY_MAX) {
    return rejected({ code: "delay_too_long", max: DELAY_MAX });
  }
  if (!await isAtOrAbove(deps, merchantNo, accountOf)) {
    return rejected({ code: "account_of_another", merchant_no: accountOf });
  }
  const at = deps.now();
  const today = businessDay(at);
  if (from <= today && last) return rejected({ code: "terms_begin_too_early", from, today });
  if (last?.from === from) return rejected({ code: "terms_agreed_already", from });
  const terms = { ...agreed, termsId: deps.newId("stt"), agreedAt: at };
  const eventId = deps.newId("evt");
  return ok({ type: "settlement_terms.agreed", terms, eventId, at, by });
}

async function isAtOrAbove(
  { load, merchants }: Deps,
  merchantNo: MerchantNo,
  accountOf: MerchantNo,
): Promise<boolean> {
  if (accountOf === merchantNo) return true;
  const [above] = await load(merchants.lineAbove(merchantNo));
  return above.some((each) => each.merchantNo === accountOf);
}
