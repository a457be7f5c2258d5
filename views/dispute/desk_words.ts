import type { Lang } from "../words.ts";

const zh = {
  title: "交易争议",
  help: "消费者不接受商户答复、或商户没有按时答复的，由机构决定。",
  none: "这里没有争议。",
  download: "下载 CSV",
  next: "下一页",
  overdue: "已过期限",
  decide: "决定",
  why: "意见",
  whyHint: "最多 200 字。消费者和商户都会看到。",
  verdict: "结果",
  refund: "退款给消费者",
  refundHelp: (amount: string) => `退回 ${amount}；另一个人确认后才退。`,
  decline: "不予退款",
  declineHelp: "提交后争议结束，钱不动。",
  submit: "提交",
  waiting: "有一份退款决定在等第二个人确认。",
  toProposal: "去看",
  payerSays: "消费者说",
  errors: {
    verdict_missing: "请选一个结果。没有做任何改动。",
    reason_missing: "请写明意见。没有做任何改动。",
    text_flawed: "意见太长，或含有卡号、控制字符等不能保存的内容。",
    changed: "争议刚才有变动，没有做任何改动。",
    too_many: "超过 5,000 件，不能下载。",
    proposals_too_many: "等待确认的太多，请先处理。",
  },
};

type Words = typeof zh;
export type DisputeDeskError = keyof Words["errors"];

const en: Words = {
  title: "Disputes",
  help:
    "The institution decides what the consumer takes further, and what a merchant didn't answer in time.",
  none: "No disputes here.",
  download: "Download CSV",
  next: "Next page",
  overdue: "Overdue",
  decide: "Decide",
  why: "Decision in words",
  whyHint: "Up to 200 characters. The consumer and the merchant read it.",
  verdict: "Outcome",
  refund: "Refund the consumer",
  refundHelp: (amount) => `${amount} goes back, once a second person confirms.`,
  decline: "Decline",
  declineHelp: "It ends at once, and no money moves.",
  submit: "Submit",
  waiting: "A refund waits for a second person.",
  toProposal: "See it",
  payerSays: "The consumer says",
  errors: {
    verdict_missing: "Choose an outcome. Nothing was changed.",
    reason_missing: "Give the decision in words. Nothing was changed.",
    text_flawed: "It's too long, or holds something we don't store, such as a card number.",
    changed: "It has just changed. Nothing was done.",
    too_many: "There are more than 5,000, which is too many for a file.",
    proposals_too_many: "Too many proposals wait. Decide some first.",
  },
};

export function disputeDeskWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
