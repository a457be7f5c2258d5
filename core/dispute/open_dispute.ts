import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId, DeductionId, MerchantNo, PaymentId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { leftToRefund } from "../refund/left_to_refund.ts";
import type { Refunded } from "../refund/refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { after } from "../time.ts";
import {
  DISPUTABLE_FOR,
  type Dispute,
  type DisputeReason,
  MERCHANT_DUE,
  opened,
} from "./dispute.ts";
import {
  type DisputeEvidence,
  evidenceOfDeduction,
  evidenceOfPayment,
  type PaidDeduction,
  type PaidPayment,
} from "./dispute_evidence.ts";

export type DisputeSubject = PaymentId | DeductionId;

/** What a payer disputes or may dispute, with all that a dispute says about it. */
export interface Disputable {
  readonly of: Refunded;
  readonly paid: PaidPayment | PaidDeduction;
  readonly merchant: Merchant;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly merchantOrderNo: string;
  readonly subject: string;
  readonly consumerId: ConsumerId | undefined;
  readonly evidence: DisputeEvidence;
  /** The dispute there is already. */
  readonly dispute: Dispute | undefined;
}

export type OpenDisputeRefusal =
  | { readonly code: "session_over" }
  /** Or it is another person's, or nothing was paid. */
  | { readonly code: "dispute_subject_not_found" }
  /** All of it has gone back, or is on its way. */
  | { readonly code: "nothing_left_to_dispute" }
  | { readonly code: "dispute_too_late" };

/** The payer says that something is wrong with a payment or a deduction of theirs. Asking again changes nothing. */
export function openDispute(
  deps: Deps,
  { session, subjectId, reason }: {
    readonly session: string;
    readonly subjectId: DisputeSubject;
    readonly reason: DisputeReason;
  },
): Promise<Result<Dispute, OpenDisputeRefusal>> {
  return retryOnConflict(async () => {
    const found = await ownDisputable(deps, { session, subjectId });
    if (!found.ok) return found;
    if (found.value.dispute) return ok(found.value.dispute);
    const refused = refusalOf(deps, found.value);
    if (refused) return rejected(refused);
    const { of, paid, merchant, consumerId, evidence, merchantOrderNo, settleMerchantNo } =
      found.value;
    const at = merchantNow(merchant, deps.now());
    const dispute: Dispute = {
      ...opened({
        disputeId: deps.newId("dsp"),
        of,
        merchantNo: paid.merchantNo,
        settleMerchantNo,
        merchantOrderNo,
        channel: paid.channel,
        consumerId,
        openedBy: "consumer",
        reason,
        amount: leftToRefund(paid),
        evidence,
        createdAt: at,
      }),
      state: "open",
      dueAt: after(at, MERCHANT_DUE),
      remindedAt: undefined,
    };
    const eventId = deps.newId("evt");
    await deps.commit([
      { type: "dispute.opened", dispute, eventId, at, by: byConsumer(consumerId) },
    ]);
    deps.nudge("deliver_webhooks");
    return ok(dispute);
  });
}

/** Why it cannot be disputed any more, if it cannot. */
export function refusalOf(
  deps: Pick<Deps, "now">,
  { paid, merchant }: Disputable,
):
  | Extract<OpenDisputeRefusal, { code: "nothing_left_to_dispute" | "dispute_too_late" }>
  | undefined {
  if (leftToRefund(paid).fen === 0) return { code: "nothing_left_to_dispute" };
  return merchantNow(merchant, deps.now()) > after(paid.succeededAt, DISPUTABLE_FOR)
    ? { code: "dispute_too_late" }
    : undefined;
}

/** What this session's consumer paid; anybody else's is not found. */
export async function ownDisputable(
  deps: Deps,
  { session, subjectId }: { readonly session: string; readonly subjectId: DisputeSubject },
): Promise<Result<Disputable, OpenDisputeRefusal>> {
  const [here] = await deps.load(deps.sessions.consumerIn(await sha256(session), deps.now()));
  if (!here) return rejected({ code: "session_over" });
  const found = await disputable(deps, subjectId);
  return found?.consumerId === here.consumer.consumerId
    ? ok(found)
    : rejected({ code: "dispute_subject_not_found" });
}

/** Undefined where nothing was paid, or what came settled nothing and goes back by itself. */
export function disputable(deps: Deps, subjectId: DisputeSubject): Promise<Disputable | undefined> {
  return isPayment(subjectId) ? ofPayment(deps, subjectId) : ofDeduction(deps, subjectId);
}

function isPayment(id: DisputeSubject): id is PaymentId {
  return id.startsWith("pay_");
}

async function ofPayment(deps: Deps, paymentId: PaymentId): Promise<Disputable | undefined> {
  const [payment, consumerId, dispute] = await deps.load(
    deps.payments.byId(paymentId),
    deps.disputes.payerOf(paymentId),
    deps.disputes.bySubject(paymentId),
  );
  if (payment?.state !== "succeeded" || !payment.settles) return undefined;
  const [found, merchant] = await deps.load(
    deps.orders.byId(payment.orderId),
    deps.merchants.byNo(payment.merchantNo),
  );
  if (!found || !merchant) return undefined;
  const { order } = found;
  return {
    of: { orderId: order.orderId, paymentId },
    paid: payment,
    merchant,
    settleMerchantNo: order.settleMerchantNo,
    merchantOrderNo: order.merchantOrderNo,
    subject: order.subject,
    consumerId,
    evidence: evidenceOfPayment(order, payment),
    dispute,
  };
}

async function ofDeduction(deps: Deps, deductionId: DeductionId): Promise<Disputable | undefined> {
  const [deduction, notice, toldAt, dispute] = await deps.load(
    deps.deductions.byId(deductionId),
    deps.disputes.noticeFor(deductionId),
    deps.disputes.toldOf(deductionId),
    deps.disputes.bySubject(deductionId),
  );
  if (deduction?.state !== "succeeded") return undefined;
  const [found, merchant, jws] = await deps.load(
    deps.contracts.byId(deduction.contractId, deps.now()),
    deps.merchants.byNo(deduction.merchantNo),
    deps.contracts.evidence(deduction.contractId),
  );
  if (!found || !merchant) return undefined;
  const { contract } = found;
  const evidenceDigest = jws === undefined ? undefined : await sha256(jws);
  return {
    of: { deductionId },
    paid: deduction,
    merchant,
    settleMerchantNo: deduction.settleMerchantNo,
    merchantOrderNo: deduction.merchantOrderNo,
    subject: deduction.subject,
    consumerId: contract.consumerId,
    evidence: evidenceOfDeduction(deduction, { contract, evidenceDigest, notice, toldAt }),
    dispute,
  };
}
