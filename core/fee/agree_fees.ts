import type { Actor } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BusinessDay, businessDay } from "../time.ts";
import type { FeeAgreement } from "./fee_agreement.ts";

export interface AgreeFees
  extends Pick<FeeAgreement, "merchantNo" | "from" | "feeClass" | "acquirer" | "acquiredBy"> {
  readonly by: Actor;
}

export type AgreeFeesRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  /** What was paid on a day that has begun keeps the fee that it had. */
  | {
    readonly code: "fees_begin_too_early";
    readonly from: BusinessDay;
    readonly today: BusinessDay;
  }
  | { readonly code: "fees_agreed_already"; readonly from: BusinessDay }
  | { readonly code: "merchant_closed"; readonly merchant_no: MerchantNo };

/** What a merchant number and its acquirer agree on, from a later day on; what came before it stays as it was. */
export async function agreeFees(
  deps: Deps,
  { by, ...agreed }: AgreeFees,
): Promise<Result<FeeAgreement, AgreeFeesRefusal>> {
  const { merchantNo, from } = agreed;
  const [merchant, last] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.feeAgreements.inForce(merchantNo, from),
  );
  if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  const at = deps.now();
  const today = businessDay(at);
  if (from <= today && last) return rejected({ code: "fees_begin_too_early", from, today });
  if (last?.from === from) return rejected({ code: "fees_agreed_already", from });
  const agreement = { ...agreed, agreementId: deps.newId("fag"), agreedAt: at };
  const conflict = await conflictOf(deps.commit([
    { type: "fee_agreement.agreed", agreement, eventId: deps.newId("evt"), at, by },
  ]));
  if (!conflict) return ok(agreement);
  if (conflict.constraint === "merchant_not_closed") {
    return rejected({ code: "merchant_closed", merchant_no: merchantNo });
  }
  return rejected({ code: "fees_agreed_already", from });
}
