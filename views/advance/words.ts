import type { AdvanceState, AdvanceWay } from "../../core/deduction/network_advance.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "网络垫付",
  help:
    "付款人余额不足、网络先付的扣款，最早的在前。如何了结，以渠道通知或退单为准；渠道一直没有消息的，由两个人登记。",
  none: "没有这样的垫付。",
  states: {
    outstanding: "未还",
    repaid: "已还",
    written_off: "网络核销",
    reclaimed: "网络追回",
  } satisfies Readonly<Record<AdvanceState, string>>,
  overdue: "超过 30 天，请问渠道",
  payer: "付款人",
  since: "垫付时间",
  state: "状态",
  deduction: "扣款",
  end: "登记如何了结",
  endHelp: "渠道没有通知时才用。了结只有一次，之后不能更改；商户会收到通知。",
  way: "如何了结",
  ways: {
    repaid_by_payer: "付款人已还给网络",
    repaid_by_other: "别人代为还给网络",
    given_up: "网络不再追收",
  } satisfies Readonly<Record<AdvanceWay, string>>,
  reference: "还款的银行流水号",
  referenceHint: "已还的要填；不再追收的不填。",
  why: "依据",
  whyHint: "谁还的、谁告知的、怎么核对的，或为何不再追收。最多 200 字，不写卡号。",
  propose: "提交给第二个人",
  waiting: "等第二个人确认",
  acts: {
    repaid_by_payer: (amount: string) => `登记网络垫付 ${amount} 已由付款人还清`,
    repaid_by_other: (amount: string) => `登记网络垫付 ${amount} 已由别人代还`,
    given_up: (amount: string) => `登记网络垫付 ${amount} 不再追收`,
  } satisfies Readonly<Record<AdvanceWay, (amount: string) => string>>,
  errors: {
    way_missing: "请选择如何了结。没有做任何改动。",
    reference_missing: "请填写还款的银行流水号，最多 64 个字符。没有做任何改动。",
    reference_unneeded: "不再追收的没有还款，请不要填银行流水号。没有做任何改动。",
    reason_missing: "请写明依据。没有做任何改动。",
    text_flawed: "文字太长，或含有不能保存的内容，如卡号。没有做任何改动。",
    advance_over: "这笔垫付已经了结。没有做任何改动。",
    proposals_too_many: "等待确认的太多，请先处理。",
  },
};

type Words = typeof zh;
export type AdvanceError = keyof Words["errors"];

const en: Words = {
  title: "Network advances",
  help:
    "Charges that the network paid because the payer had too little, the oldest first. A notice from the channel or a chargeback says how each ends; where neither ever comes, two people record it.",
  none: "There's no such advance.",
  states: {
    outstanding: "Outstanding",
    repaid: "Repaid",
    written_off: "Written off",
    reclaimed: "Reclaimed",
  },
  overdue: "Over 30 days: ask the channel",
  payer: "Payer",
  since: "Advanced",
  state: "State",
  deduction: "Deduction",
  end: "Record how it ended",
  endHelp:
    "Only where the channel sends no notice. It ends once and can't be changed afterwards; the merchant is told.",
  way: "How it ended",
  ways: {
    repaid_by_payer: "The payer repaid the network",
    repaid_by_other: "Somebody else repaid the network",
    given_up: "The network doesn't collect it any more",
  },
  reference: "Bank reference of the repayment",
  referenceHint: "Needed if it was repaid; leave it empty otherwise.",
  why: "How it's known",
  whyHint:
    "Who repaid, who said so and how it was checked, or why nothing is collected. Up to 200 characters, no card numbers.",
  propose: "Propose to a second person",
  waiting: "Waits for a second person",
  acts: {
    repaid_by_payer: (amount) => `Record that the payer has repaid a network advance of ${amount}`,
    repaid_by_other: (amount) =>
      `Record that somebody else has repaid a network advance of ${amount}`,
    given_up: (amount) => `Record that a network advance of ${amount} isn't collected any more`,
  },
  errors: {
    way_missing: "Choose how it ended. Nothing was changed.",
    reference_missing:
      "Give the bank reference of the repayment, in up to 64 characters. Nothing was changed.",
    reference_unneeded:
      "What isn't collected has no repayment. Leave the bank reference empty. Nothing was changed.",
    reason_missing: "Say how it's known. Nothing was changed.",
    text_flawed:
      "It is too long, or holds something we don't store, such as a card number. Nothing was changed.",
    advance_over: "This advance has ended already. Nothing was changed.",
    proposals_too_many: "Too much waits for a second person. Have some of it decided first.",
  },
};

export function advanceWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
