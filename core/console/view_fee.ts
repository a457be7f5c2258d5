import type { CardType } from "../channel/card.ts";
import type { Deps } from "../deps.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import { type ExactPart, exactParts, type Fee, feeOf } from "../fee/fee_of.ts";
import { feeParts } from "../fee/tariff.ts";
import type { DeductionId, MerchantNo, OrderId, PaymentId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import { type BusinessDay, businessDay, type Instant } from "../time.ts";

/** What was paid, and what its payee paid for it. */
export interface FeeView {
  readonly of:
    | { readonly kind: "order"; readonly id: OrderId; readonly paymentId: PaymentId }
    | { readonly kind: "deduction"; readonly id: DeductionId };
  readonly merchantOrderNo: string;
  /** Who bears it. */
  readonly payeeNo: MerchantNo;
  readonly amount: Money;
  readonly day: BusinessDay;
  readonly cardType: CardType | undefined;
  /** As booked; undefined where there is none. */
  readonly fee: Fee | undefined;
  readonly returned: Fee | undefined;
  /** How it was computed; undefined where nothing was agreed on that comes to it. */
  readonly explained: Explained | undefined;
}

export interface Explained {
  readonly agreement: FeeAgreement;
  readonly cardType: CardType;
  readonly parts: readonly ExactPart[];
}

type Paid = Omit<FeeView, "fee" | "returned" | "explained" | "day"> & {
  readonly merchantNo: MerchantNo;
  readonly at: Instant;
};

/** The fee of one of the number's own payments or deductions; undefined where it has not succeeded. */
export async function viewFee(
  deps: Deps,
  caller: StaffCaller,
  id: PaymentId | DeductionId,
): Promise<FeeView | undefined> {
  const paid = id.startsWith("pay_")
    ? await paidBy(deps, caller, id as PaymentId)
    : await chargedBy(deps, caller, id as DeductionId);
  if (!paid) return undefined;
  const { merchantNo, at, ...of } = paid;
  const day = businessDay(at);
  const [fee, returned, agreement] = await deps.load(
    deps.books.feeOf(id),
    deps.books.returnedFeeOf(id),
    deps.feeAgreements.inForce(merchantNo, day),
  );
  const explained = fee && agreement ? explain(fee, agreement, { ...paid, day }) : undefined;
  return { ...of, day, fee, returned, explained };
}

async function paidBy(
  { load, payments }: Deps,
  caller: StaffCaller,
  paymentId: PaymentId,
): Promise<Paid | undefined> {
  const [found] = await load(payments.ownById(caller, paymentId));
  if (found?.payment.state !== "succeeded") return undefined;
  const { payment, order } = found;
  const { merchantNo, amount, cardType, succeededAt: at } = payment;
  return {
    of: { kind: "order", id: order.orderId, paymentId },
    merchantOrderNo: order.merchantOrderNo,
    payeeNo: order.settleMerchantNo ?? merchantNo,
    merchantNo,
    amount,
    cardType,
    at,
  };
}

async function chargedBy(
  { load, deductions, now }: Deps,
  caller: StaffCaller,
  deductionId: DeductionId,
): Promise<Paid | undefined> {
  const [found] = await load(deductions.ownById(caller, deductionId, now()));
  if (found?.deduction.state !== "succeeded") return undefined;
  const { merchantNo, settleMerchantNo, merchantOrderNo, amount, succeededAt } = found.deduction;
  return {
    of: { kind: "deduction", id: deductionId },
    merchantOrderNo,
    payeeNo: settleMerchantNo ?? merchantNo,
    merchantNo,
    amount,
    cardType: undefined,
    at: succeededAt,
  };
}

/** A deduction keeps no kind of card: it is the kind whose fee was booked. */
function explain(
  fee: Fee,
  agreement: FeeAgreement,
  { amount, cardType: known, day: on }: Pick<FeeView, "amount" | "cardType" | "day">,
): Explained | undefined {
  for (const cardType of known ? [known] : ["debit", "credit"] as const) {
    const due = feeOf(amount, { agreement, cardType, on });
    const parts = exactParts(amount, { agreement, cardType, on });
    const isIt = due?.total.fen === fee.total.fen &&
      feeParts.every((part) => due.parts[part].fen === fee.parts[part].fen);
    if (isIt && parts) return { agreement, cardType, parts };
  }
  return undefined;
}
