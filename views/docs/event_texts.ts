import type { WebhookType } from "../../core/webhook/event_type.ts";
import type { Lang } from "../words.ts";

interface EventText extends Readonly<Record<Lang, string>> {
  /** The object in `data`. */
  readonly data: string;
}

/** What each webhook says. */
export const eventTexts: Readonly<Record<WebhookType, EventText>> = {
  "order.paid": { data: "Order", zh: "订单已付。", en: "The order has been paid." },
  "order.closed": {
    data: "Order",
    zh: "订单已关闭，不能再付。",
    en: "The order was closed and can no longer be paid.",
  },
  "order.expired": {
    data: "Order",
    zh: "订单过期，没有付款。",
    en: "The order expired without being paid.",
  },
  "payment.failed": {
    data: "Payment",
    zh: "这次支付没有付成，订单仍可再付。",
    en: "This attempt failed; the order can be paid again.",
  },
  "payment.unclear": {
    data: "Payment",
    zh: "查询已停，结果仍不明。不是失败：款项可能已动。",
    en: "We stopped querying without a result. This is not a failure: the money may have moved.",
  },
  "payment.succeeded_late": {
    data: "Payment",
    zh: "订单结束后才付成，款项正在退回。",
    en: "Money arrived after the order had ended, and is being sent back.",
  },
  "refund.succeeded": { data: "Refund", zh: "款项已退回。", en: "The money was sent back." },
  "refund.failed": {
    data: "Refund",
    zh: "退货没有成功，金额可以再退。",
    en: "The refund failed; its amount can be refunded again.",
  },
  "refund.unclear": {
    data: "Refund",
    zh: "查询已停，结果仍不明。金额继续占用。",
    en: "We stopped querying without a result. The amount stays reserved.",
  },
  "card.bound": {
    data: "Card",
    zh: "协议所扣的卡绑到了一台设备上。",
    en: "The card that the contract charges was bound on a device.",
  },
  "card.suspended": {
    data: "Card",
    zh: "协议所扣的卡暂时不能用，扣款多半会被拒绝；协议不变。",
    en:
      "The card that the contract charges is suspended, so charges will probably be declined. The contract stays as it is.",
  },
  "card.resumed": {
    data: "Card",
    zh: "协议所扣的卡又能用了。",
    en: "The card that the contract charges can be used again.",
  },
  "card.deleted": {
    data: "Card",
    zh: "协议所扣的卡已注销，不会再恢复；协议不变，请消费者换卡重签。",
    en:
      "The card that the contract charges is gone for good. The contract stays as it is; ask the consumer to sign again with another card.",
  },
  "dispute.opened": {
    data: "Dispute",
    zh: "消费者说这笔款不对，或发卡行把钱收回了。due_at 之前请答复。",
    en: "The consumer disputes it, or their bank took it back. Answer by due_at.",
  },
  "dispute.answered": {
    data: "Dispute",
    zh: "你已经答辩，消费者可以看到。",
    en: "You gave your reasons; the consumer sees them.",
  },
  "dispute.due_soon": {
    data: "Dispute",
    zh: "答复期限快到了，仍没有答复。",
    en: "Your time to answer is nearly over.",
  },
  "dispute.escalated": {
    data: "Dispute",
    zh: "交给机构处理：消费者不接受答复，或商户没有按时答复。",
    en: "The institution decides: the consumer didn't accept the answer, or none came in time.",
  },
  "dispute.closed": {
    data: "Dispute",
    zh: "争议结束，state 说明结果。",
    en: "It has ended; state says how.",
  },
  "dispute.charged_back": {
    data: "Dispute",
    zh: "渠道把钱收回了，从应付款中扣除。",
    en: "The channel took the money back, out of what you're owed.",
  },
  "dispute.reversed": {
    data: "Dispute",
    zh: "渠道把收回的钱还了回来，全部或一部分。",
    en: "The channel gave back what it had taken, all of it or a part.",
  },
  "refund.undelivered": {
    data: "Refund",
    zh: "退款没有到付款人手里，例如卡已销户。钱已不属于你，由机构联系付款人处理。",
    en:
      "It reached nobody, for instance because the card is closed. The money is no longer yours; the institution finds its payer.",
  },
  "refund.delivered": {
    data: "Refund",
    zh: "没有到账的退款后来到了付款人手里：渠道重发，或转到付款人的另一个账户。",
    en:
      "What had reached nobody has reached its payer: sent again, or paid to another account of theirs.",
  },
  "plan.approved": {
    data: "Plan",
    zh: "机构批准了协议模板，或它的变更。",
    en: "The operator approved the plan, or a change to it.",
  },
  "plan.rejected": {
    data: "Plan",
    zh: "机构拒绝了申请，rejection_reason 是原因。",
    en: "The operator rejected it; rejection_reason says why.",
  },
  "signing.already_signed": {
    data: "Signing",
    zh: "消费者早已签过这个模板，没有重复签约。",
    en: "The consumer had already signed this plan and keeps that contract.",
  },
  "signing.expired": {
    data: "Signing",
    zh: "签约链接过期，没有签约。",
    en: "The link expired without being signed.",
  },
  "signing.declined": { data: "Signing", zh: "消费者拒绝签约。", en: "The consumer declined." },
  "contract.signed": {
    data: "Contract",
    zh: "消费者已签约，可以扣款了。",
    en: "The consumer signed; it can be charged now.",
  },
  "contract.suspended": {
    data: "Contract",
    zh: "扣款已暂停，suspension_reasons 是原因，以及由谁暂停。",
    en: "Charges are suspended; suspension_reasons says why, and who did it.",
  },
  "contract.resumed": { data: "Contract", zh: "扣款已恢复。", en: "Charges are allowed again." },
  "contract.terminated": {
    data: "Contract",
    zh: "协议已结束，不能再扣款。",
    en: "The contract has ended and can't be charged again.",
  },
  "deduction.succeeded": { data: "Deduction", zh: "扣款成功。", en: "The charge succeeded." },
  "deduction.failed": {
    data: "Deduction",
    zh: "扣款没有成功，failure 是原因。",
    en: "The charge failed; failure says why.",
  },
  "deduction.unclear": {
    data: "Deduction",
    zh: "查询已停，结果仍不明，仍计入当日限额。",
    en: "We stopped querying without a result. It still counts towards its day's limit.",
  },
  "deduction.advance_ended": {
    data: "Deduction",
    zh: "网络垫付已了结：付款人已还、由网络承担，或已从商户追回，见 network_advance。",
    en:
      "What the network advanced came to an end: repaid, borne by the network, or taken back of you; see `network_advance`.",
  },
  "arrear.opened": {
    data: "Arrear",
    zh: "余额不足没扣成，记为欠款。retry_times 是再扣的时间。",
    en: "A charge failed for want of money and is owed. retry_times says when it is tried again.",
  },
  "arrear.retried": {
    data: "Arrear",
    zh: "正在再扣一次：retrying_deduction_id 是这次扣款。",
    en: "It is being charged again, by the deduction retrying_deduction_id.",
  },
  "arrear.retry_failed": {
    data: "Arrear",
    zh: "再扣没有成功，仍是欠款。next_retry_at 是下一次。",
    en: "The retry failed and it is still owed. next_retry_at says when the next one is.",
  },
  "arrear.retry_skipped": {
    data: "Arrear",
    zh: "这一次不能再扣，skipped_because 是原因，等下一次。",
    en: "It could not be tried at its time; skipped_because says why.",
  },
  "arrear.retries_ended": {
    data: "Arrear",
    zh: "不再扣，retries_end 是原因，多半是协议已结束。欠款仍在，顾客可以付清。",
    en:
      "It is not tried again; retries_end says why, mostly because the contract has ended. It is still owed and can be paid.",
  },
  "arrear.settled": {
    data: "Arrear",
    zh: "欠款已付清，settled_by 是怎样付的。",
    en: "It has been paid; settled_by says how.",
  },
  "arrear.waived": {
    data: "Arrear",
    zh: "你免除了这笔欠款，不再收。",
    en: "You waived it, and nobody collects it any more.",
  },
  "endpoint.disabled": {
    data: "Endpoint",
    zh: "另一个通知地址已停用，disabled_reason 是原因。发给其余地址。",
    en: "Another endpoint was disabled; disabled_reason says why. Sent to the others.",
  },
  "endpoint.test": {
    data: "Endpoint",
    zh: "你请求的测试通知。",
    en: "The test webhook that you asked for.",
  },
  "statement.ready": {
    data: "Statement",
    zh: "一天的对账单已出，不再改变。",
    en: "The statement of a day is ready, and won't change any more.",
  },
  "key.retired": {
    data: "Key",
    zh: "密钥到了 retire_at，不再有效。",
    en: "A key reached its retire_at and no longer signs.",
  },
};
