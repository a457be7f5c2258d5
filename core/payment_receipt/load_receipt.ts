import type { Deps } from "../deps.ts";
import { type DeductionId, type MerchantNo, parseId, type PaymentId } from "../id.ts";
import { firstPage } from "../listing.ts";
import { type Factor, factors as allFactors } from "../method/verification.ts";
import { noMoney } from "../money.ts";
import { isUndelivered, type Refund } from "../refund/refund.ts";
import type { PaymentReceipt, ReceiptSubject, RefundSoFar } from "./payment_receipt.ts";

const REFUNDS_MAX = 50;
const EVENTS_MAX = 200;

/** Undefined where nothing has succeeded: what is unclear, failed or still on its way has no receipt. */
export async function loadReceipt(
  deps: Deps,
  subjectId: ReceiptSubject,
): Promise<PaymentReceipt | undefined> {
  const refundId = parseId("rfd", subjectId);
  if (refundId) {
    const [refund] = await deps.load(deps.refunds.byId(refundId));
    return refund && await ofRefund(deps, refund);
  }
  return await paidBy(deps, subjectId as PaymentId | DeductionId);
}

function paidBy(deps: Deps, id: PaymentId | DeductionId): Promise<PaymentReceipt | undefined> {
  const paymentId = parseId("pay", id);
  return paymentId ? ofPayment(deps, paymentId) : ofDeduction(deps, id as DeductionId);
}

async function ofRefund(deps: Deps, refund: Refund): Promise<PaymentReceipt | undefined> {
  if (refund.state !== "succeeded" || isUndelivered(refund)) return undefined;
  const { refundId, of, amount, succeededAt, channel, channelTxnNo, paidOutAs } = refund;
  const refundOf = of.paymentId ?? of.deductionId;
  const paid = await paidBy(deps, refundOf);
  return paid && {
    ...paid,
    subjectId: refundId,
    refundOf,
    amount,
    succeededAt,
    channel,
    channelTxnNo: paidOutAs ?? channelTxnNo,
    card: paidOutAs === undefined ? paid.card : undefined,
    paidOut: paidOutAs !== undefined,
    factors: undefined,
    signature: undefined,
    paidByPayer: undefined,
    refunded: noMoney,
    chargedBack: noMoney,
    refunds: [],
  };
}

async function ofPayment(deps: Deps, paymentId: PaymentId): Promise<PaymentReceipt | undefined> {
  const [payment, consumerId, sent] = await deps.load(
    deps.payments.byId(paymentId),
    deps.disputes.payerOf(paymentId),
    deps.desk.eventsOf(paymentId, EVENTS_MAX),
  );
  if (payment?.state !== "succeeded") return undefined;
  const { orderId, merchantNo, amount, succeededAt, method, channel, channelTxnNo } = payment;
  const [found, merchant, refunds, signatures] = await deps.load(
    deps.orders.byId(orderId),
    deps.merchants.byNo(merchantNo),
    refundsOf(deps, merchantNo, { order_id: orderId }),
    deps.passkeySignatures.of(orderId),
  );
  if (!found || !merchant) return undefined;
  const { merchantOrderNo, subject } = found.order;
  const said = saidWhen("payment.sent", sent);
  const { cardLastFour, paidByPayer, refunded, chargedBack } = payment;
  return {
    subjectId: paymentId,
    refundOf: undefined,
    consumerId,
    merchant,
    payee: said.payee ?? merchant.name,
    amount,
    succeededAt,
    orderId,
    merchantOrderNo,
    subject,
    method,
    contract: undefined,
    card: cardLastFour && `···· ${cardLastFour}`,
    paidOut: false,
    channel,
    channelTxnNo,
    factors: said.factors,
    signature: signatures.find(({ signatureId }) => signatureId === said.signatureId),
    paidByPayer,
    refunded,
    chargedBack,
    refunds: soFar(refunds.filter(({ of }) => of.paymentId === paymentId)),
  };
}

async function ofDeduction(
  deps: Deps,
  deductionId: DeductionId,
): Promise<PaymentReceipt | undefined> {
  const [deduction, requested] = await deps.load(
    deps.deductions.byId(deductionId),
    deps.desk.eventsOf(deductionId, EVENTS_MAX),
  );
  if (deduction?.state !== "succeeded") return undefined;
  const { contractId, merchantNo, merchantOrderNo, subject, amount, succeededAt } = deduction;
  const [found, merchant, refunds] = await deps.load(
    deps.contracts.byId(contractId, deps.now()),
    deps.merchants.byNo(merchantNo),
    refundsOf(deps, merchantNo, { deduction_id: deductionId }),
  );
  if (!found || !merchant) return undefined;
  const { channel, channelTxnNo, refunded, chargedBack } = deduction;
  const { contract: { consumerId, signedAt, cardLabel } } = found;
  return {
    subjectId: deductionId,
    refundOf: undefined,
    consumerId,
    merchant,
    payee: saidWhen("deduction.requested", requested).payee ?? merchant.name,
    amount,
    succeededAt,
    orderId: undefined,
    merchantOrderNo,
    subject,
    method: undefined,
    contract: { contractId, signedAt },
    card: cardLabel,
    paidOut: false,
    channel,
    channelTxnNo,
    factors: undefined,
    signature: undefined,
    paidByPayer: undefined,
    refunded,
    chargedBack,
    refunds: soFar(refunds),
  };
}

function refundsOf(
  deps: Deps,
  merchantNo: MerchantNo,
  of: { readonly order_id: string } | { readonly deduction_id: string },
) {
  const page = firstPage("newest", REFUNDS_MAX);
  return deps.refunds.list({ type: "portal", merchantNo }, page, { ...of, state: "succeeded" });
}

function soFar(refunds: readonly Refund[]): readonly RefundSoFar[] {
  return refunds.flatMap((refund) => {
    if (refund.state !== "succeeded") return [];
    const { refundId, amount, succeededAt } = refund;
    return [{ refundId, amount, succeededAt, delivered: !isUndelivered(refund) }];
  });
}

interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is on record of the moment before the channel was asked; of older payments nothing is. */
function saidWhen(type: string, events: readonly Event[]) {
  const { payee, factors, signature_id } = events.find((each) => each.type === type)?.data ?? {};
  const text = (value: unknown) => typeof value === "string" ? value : undefined;
  const used: readonly Factor[] | undefined = Array.isArray(factors)
    ? allFactors.filter((each) => factors.includes(each))
    : undefined;
  return { payee: text(payee), signatureId: text(signature_id), factors: used };
}
