import type { Lang } from "../words.ts";

const zh = {
  title: "待领退款",
  help:
    "这些退款没有到付款人手里。钱已不是商户的，等付款人领取：两个人决定转到付款人的另一个账户，或由渠道重发；否则一直留着。",
  none: "没有待领的退款。",
  merchantNo: "商户号",
  refund: "退货",
  since: "从何时起",
  because: "原因",
  causes: { card_closed: "卡已销户", payout_returned: "银行退回了转账" } as Readonly<
    Record<string, string>
  >,
  payOut: (amount: string) => `把没有到账的退款 ${amount} 转到付款人的另一个账户`,
  resend: (amount: string) => `由渠道重发没有到账的退款 ${amount}`,
  waiting: "有一份决定在等第二个人确认。",
  toProposal: "去看",
  resending: "正在由渠道重发。",
  account: "付款人的账户",
  bank: "开户行",
  holder: "户名",
  accountNo: "账号",
  accountHint: "8 至 32 位数字，须是付款人本人的账户。",
  why: "依据",
  whyHint: "谁提供、怎么核对的。最多 200 字。",
  way: "怎么给付款人",
  toAnother: "转到付款人的另一个账户",
  propose: "提交给第二个人",
  again: "由渠道重发",
  agreed: "两个人已决定转到这个账户，等下一个付款批。",
  toRuns: "去划付",
  sent: "已交银行。",
  toPayout: "看这笔付款",
  reference: "银行流水号",
  errors: {
    bank: "请填写开户行。没有做任何改动。",
    holder: "请填写户名。没有做任何改动。",
    account_no: "账号是 8 至 32 位数字。没有做任何改动。",
    reason_missing: "请写明依据。没有做任何改动。",
    text_flawed: "文字太长，或含有不能保存的内容。",
    changed: "刚才有变动，没有做任何改动。",
    proposals_too_many: "等待确认的太多，请先处理。",
  },
  /** On the merchant's page of the refund. */
  notArrived: "没有到账",
  notArrivedHelp: "退款没有到付款人手里，钱已从你的账户付出。机构会转到付款人别的账户，或重发。",
  notArrivedBecause: "没有到账的原因",
};

type Words = typeof zh;
export type UnclaimedError = keyof Words["errors"];

const en: Words = {
  title: "Unclaimed refunds",
  help:
    "These refunds reached nobody. The money is no longer the merchant's and waits for its payer: two people decide to pay it to another account of theirs, or to have the channel send it again. Otherwise it is kept.",
  none: "No refund waits for its payer.",
  merchantNo: "Merchant number",
  refund: "Refund",
  since: "Since",
  because: "Because",
  causes: {
    card_closed: "The card is closed",
    payout_returned: "The bank gave the transfer back",
  },
  payOut: (amount) => `Pay ${amount} that reached nobody to another account of the payer's`,
  resend: (amount) => `Have the channel send ${amount} again that reached nobody`,
  waiting: "A decision waits for a second person.",
  toProposal: "See it",
  resending: "The channel is sending it again.",
  account: "Payer's account",
  bank: "Bank",
  holder: "Account holder",
  accountNo: "Account number",
  accountHint: "8 to 32 digits. It has to be the payer's own.",
  why: "How it's known",
  whyHint: "Who named the account, and how it was checked. Up to 200 characters.",
  way: "How it reaches the payer",
  toAnother: "Pay it to another account of the payer's",
  propose: "Put it to a second person",
  again: "Send it again by the channel",
  agreed: "Two people decided on this account. It goes out with the next run.",
  toRuns: "To the runs",
  sent: "It's with the bank.",
  toPayout: "See the payout",
  reference: "Bank's number",
  errors: {
    bank: "Enter the bank. Nothing was changed.",
    holder: "Enter the account holder. Nothing was changed.",
    account_no: "An account number has 8 to 32 digits. Nothing was changed.",
    reason_missing: "Say how it's known. Nothing was changed.",
    text_flawed: "It's too long, or holds something we don't store.",
    changed: "It has just changed. Nothing was done.",
    proposals_too_many: "Too many proposals wait. Decide some first.",
  },
  notArrived: "Not arrived",
  notArrivedBecause: "Why it didn't arrive",
  notArrivedHelp:
    "It reached nobody. The money has left your account; the institution pays it to another account of the payer's, or sends it again.",
};

export function unclaimedWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
