import type { CardType } from "../channel/card.ts";
import type { Money } from "../money.ts";
import { businessDay, type Instant } from "../time.ts";
import type { FeeAgreement } from "./fee_agreement.ts";
import { type Fee, feeOf } from "./fee_of.ts";

/**
 * The fee of what succeeded at `at`; undefined where none was agreed on, or where the channel does not say what kind of
 * card paid.
 */
export function feeOn(
  amount: Money,
  agreement: FeeAgreement | undefined,
  { cardType, at }: { readonly cardType: CardType | undefined; readonly at: Instant },
): Fee | undefined {
  if (!agreement || cardType === undefined) return undefined;
  return feeOf(amount, { agreement, cardType, on: businessDay(at) });
}
