import type { Dispute, DisputeState } from "../../core/dispute/dispute.ts";

/** What is said of disputes everywhere; to the payer, to the merchant and at the desk. */
export const disputeZh = {
  reasons: {
    not_mine: "不是我付的",
    contract_ended: "已经解约，还在扣款",
    wrong_amount: "金额不对",
    charged_twice: "扣了两次",
    not_received: "没有收到货或服务",
    chargeback: "发卡行退单",
  } satisfies Readonly<Record<Dispute["reason"], string>>,
  reasonHelp: {
    not_mine: "不认得这个商家，也没有人替你付过。",
    contract_ended: "解约以后发生的扣款。",
    wrong_amount: "扣的和说好的不一样。",
    charged_twice: "同一件事付了不止一次。",
    not_received: "付了钱，东西没有来。",
  } satisfies Readonly<Record<Exclude<Dispute["reason"], "chargeback">, string>>,
  states: {
    open: "待商户答复",
    contested: "商户已答辩",
    escalated: "机构处理中",
    accepted: "商户已退款",
    refunded: "已退款",
    declined: "不予退款",
    lapsed: "到期结束",
    withdrawn: "已撤回",
    charged_back: "发卡行已收回",
    reversed: "收回后已还",
  } satisfies Readonly<Record<DisputeState, string>>,
  columns: {
    disputeId: "争议 ID",
    merchantOrderNo: "商户单号",
    amount: "争议金额",
    state: "状态",
    reason: "原因",
    opened: "提出时间",
    due: "期限",
    ended: "结束时间",
    openedBy: "由谁提出",
    of: "订单或扣款 ID",
    answer: "商户答复",
    answeredAt: "答复时间",
    escalatedAt: "交给机构的时间",
    decision: "机构意见",
    refundId: "退货 ID",
    chargedBack: "渠道已收回",
    merchantNo: "商户号",
  },
  openedBy: { consumer: "消费者", channel: "渠道" } satisfies Readonly<
    Record<Dispute["openedBy"], string>
  >,
  evidence: "提出时的记录",
  facts: {
    subject: "内容",
    paidAmount: "付款金额",
    orderedAt: "下单时间",
    paidAt: "付款时间",
    channelTxnNo: "渠道交易号",
    how: "付款方式",
    card: "卡",
    contract: "签约协议",
    contractTitle: "协议",
    signedAt: "签约时间",
    limits: "每次 / 每天最多",
    expiresAt: "有效至",
    chain: "存证链",
    notice: "扣款提醒",
    noticed: (time: string, amount: string) => `${time} 已发送，${amount}`,
  },
  chargebacks: "渠道的收回与还回",
  directions: { taken: "收回", returned: "还回" },
  fileLine: (file: string, line: number) => `${file} 第 ${line} 行`,
};

/** Every language says the same things: a missing one does not compile. */
export type DisputeWords = typeof disputeZh;
