import type { CheckoutStanding } from "../../core/order/checkout.ts";
import type { FailureReason } from "../../core/channel/failure_reason.ts";
import { type Lang, words } from "../words.ts";
import type { Words } from "../words_zh.ts";

interface Props {
  readonly standing: CheckoutStanding;
  readonly lang: Lang;
}

/** Why the bank said no, where it says so: a fact about the payer's money, so nobody else's page shows it. */
export function BankReason({ standing, lang }: Props) {
  if (standing.state !== "failed" || !standing.own || standing.byBalance) return null;
  const w = words(lang);
  const reason = given(standing.reason, w.bankReasons);
  return reason === undefined ? null : <p>{w.bankReason(reason)}</p>;
}

function given(reason: FailureReason, reasons: Words["bankReasons"]): string | undefined {
  return Object.entries(reasons).find(([each]) => each === reason)?.[1];
}
