import { conflictOf, retryOnConflict } from "../../core/conflict.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import { cny, sameMoney } from "../../core/money.ts";
import { type BankNotice, refundNotice } from "./bank_notice.ts";
import {
  type BankRefund,
  decideRefund,
  refundAnswerOf,
  refundAsked,
  refuse,
} from "./bank_refund.ts";
import type { RefundAnswer, RefundRequest } from "../../core/channel/sandbox/messages.ts";
import type { BankDeps } from "./bank_deps.ts";
import { newEntry, newNotice, newTxnNo, turnAway, writeAtBank } from "./write_at_bank.ts";

/** The portal asks for a refund. Repeated, it is the same refund. Undefined: no usable answer. */
export function acceptRefund(
  deps: BankDeps,
  request: RefundRequest,
): Promise<RefundAnswer | undefined> {
  const asked = refundAsked(request, cny(request.amount));
  return retryOnConflict(async () => {
    const [existing, payment, deduction] = await deps.load(
      deps.bank.refundByNo(asked.channelOrderNo),
      deps.bank.byTxnNo(request.txn_no),
      deps.bank.contracts.deductionByTxnNo(request.txn_no),
    );
    const now = deps.now();
    if (existing) {
      return sameMoney(existing.amount, asked.amount) ? refundAnswerOf(existing, now) : undefined;
    }
    const decided = decideRefund(asked, payment ?? deduction, { now, txnNo: newTxnNo(deps) });
    const refund = await keep(deps, decided.refund, decided.noticesAt);
    return decided.answerLost ? undefined : refundAnswerOf(refund, now);
  });
}

/** The portal queries a refund. */
export function queryRefundAtBank(deps: BankDeps, no: ChannelOrderNo): Promise<RefundAnswer> {
  const find = deps.bank.refundByNo(no);
  return retryOnConflict(async () => {
    const [refund] = await deps.load(find);
    if (refund) return refundAnswerOf(refund, deps.now());
    await turnAway(deps, no, find);
    return { state: "not_found" } as const;
  });
}

/** Stores the refund, or that it was refused: because it is too much, or because it arrived after being queried. */
async function keep(
  deps: BankDeps,
  refund: BankRefund,
  noticesAt: readonly BankNotice["dueAt"][],
): Promise<BankRefund> {
  const { channelOrderNo: subjectNo, noticeUrl: url } = refund;
  const now = deps.now();
  const entry = newEntry(deps, subjectNo, 1, now, `refund ${refund.state}`);
  const notices = noticesAt.map((at) =>
    newNotice(deps, { subjectNo, url, body: refundNotice(refund, at), at }, { now })
  );
  const conflict = await conflictOf(
    writeAtBank(deps, deps.bank.keepRefund(entry, refund, notices)),
  );
  if (!conflict) return refund;
  if (conflict.constraint.includes("sandbox_refund_within_paid")) {
    const refused = refuse(refund, "more_than_paid");
    await writeAtBank(deps, deps.bank.keepRefund(entry, refused, []));
    return refused;
  }
  const [winner] = await deps.load(deps.bank.refundByNo(refund.channelOrderNo));
  return winner ?? refuse(refund, "refused_by_bank");
}
