import type { DisputeState } from "../../core/dispute/dispute.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** What a payer reads about what they dispute. */
const zh = {
  dispute: "有疑问",
  disputeThis: (payee: string, amount: string) => `对${isolated(payee)}的 ${amount} 有疑问`,
  payments: "最近付款",
  paid: "已付款",
  disputes: "交易争议",
  title: "这笔款哪里不对？",
  help: (payee: string) =>
    `${isolated(payee)}有 7 天时间答复：退款，或说明理由。对答复不满意，可以交给支付机构处理。`,
  reason: "哪里不对",
  submit: "提出争议",
  cancel: "不用了",
  reasonMissing: "请选一项。什么都还没有提交。",
  nothingLeft: "这笔款已经退回，或正在退回，没有可以争议的金额。",
  tooLate: "付款超过 180 天，不能在这里提出争议。可以联系你的发卡行。",
  about: "收款方",
  subject: "内容",
  amount: "金额",
  paidAt: "付款时间",
  reasonIs: "你说的",
  openedAt: "提出时间",
  answer: "商家的答复",
  decision: "支付机构的意见",
  notes: {
    open: (due: string) => `商家应在 ${due} 前答复。没有答复，就由支付机构处理。`,
    contested: (due: string) =>
      `商家说了理由。不接受，请在 ${due} 前交给支付机构处理；不处理，到时争议结束。`,
    escalated: (due: string) => `支付机构会看双方的记录，预计 ${due} 前决定。`,
    accepted: () => "商家接受了争议，钱原路退回。",
    refunded: () => "钱已经退回，或正在退回。",
    declined: () => "支付机构看过双方的记录，不予退款。",
    lapsed: () => "没有在期限内交给支付机构处理，争议已经结束。",
    withdrawn: () => "你撤回了争议。",
    charged_back: () => "发卡行已经收回这笔钱。",
    reversed: () => "发卡行重新判定，这笔钱归商家。",
  } satisfies Readonly<Record<DisputeState, (due: string) => string>>,
  escalate: "不接受，交给支付机构",
  withdraw: "没有疑问了，撤回",
  changed: "争议刚才有变动，没有做任何改动。",
  back: "返回我的签约",
  unknown: "没有找到这笔款。",
  unknownHelp: "它可能不是你付的。你的付款和扣款都列在“我的签约”。",
};

export type WalletDisputeWords = typeof zh;

const en: WalletDisputeWords = {
  dispute: "Dispute",
  disputeThis: (payee, amount) => `Dispute ${amount} to ${isolated(payee)}`,
  payments: "Recent payments",
  paid: "Paid",
  disputes: "Disputes",
  title: "What's wrong with it?",
  help: (payee) =>
    `${
      isolated(payee)
    } has 7 days to refund it or explain. If the answer doesn't satisfy you, the payment institution decides.`,
  reason: "What's wrong",
  submit: "Dispute it",
  cancel: "Never mind",
  reasonMissing: "Choose one. Nothing has been sent yet.",
  nothingLeft: "This has been refunded, or is being refunded: nothing is left to dispute.",
  tooLate:
    "It was paid more than 180 days ago and can't be disputed here. Your bank may still help.",
  about: "Payee",
  subject: "For",
  amount: "Amount",
  paidAt: "Paid",
  reasonIs: "You said",
  openedAt: "Opened",
  answer: "The merchant's answer",
  decision: "The institution's decision",
  notes: {
    open: (due) => `The merchant should answer by ${due}. If it doesn't, the institution decides.`,
    contested: (due) =>
      `The merchant gave its reasons. If you don't accept them, take it to the institution by ${due}; otherwise it ends then.`,
    escalated: (due) => `The institution looks at both sides and should decide by ${due}.`,
    accepted: () => "The merchant accepted it. The money goes back to where it came from.",
    refunded: () => "The money has gone back, or is on its way.",
    declined: () => "The institution looked at both sides and decided against a refund.",
    lapsed: () => "You didn't take it to the institution in time, so it has ended.",
    withdrawn: () => "You took it back.",
    charged_back: () => "Your bank has taken the money back.",
    reversed: () => "Your bank decided again: the money is the merchant's.",
  },
  escalate: "Take it to the institution",
  withdraw: "It's settled, withdraw",
  changed: "It has just changed. Nothing was done.",
  back: "Back to my contracts",
  unknown: "We can't find this payment.",
  unknownHelp: "It may not be yours. What you paid is listed in My contracts.",
};

export function walletDisputeWords(lang: Lang): WalletDisputeWords {
  return lang === "zh" ? zh : en;
}
