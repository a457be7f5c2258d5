import type { SettledBy } from "../../core/arrear/arrear.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** What the consumer's own pages say of what is owed. */
const zh = {
  title: "欠款",
  heading: (payee: string, amount: string) => `欠${isolated(payee)} ${amount}`,
  why: "余额不足，没有扣成，所以记为欠款。",
  what: "内容",
  failedAt: "没扣成的时间",
  next: "下次再扣",
  nextAt: (time: string) => `${time} 再扣一次`,
  now: "正在再扣一次，结果会显示在这里。",
  paused: "协议已暂停，现在不会再扣。",
  ended: "协议已结束，不会再扣。",
  over: "不会再扣。",
  stays: "付清之前，欠款一直在。",
  pay: "付清",
  payAmount: (amount: string) => `付清 ${amount}`,
  payThis: (payee: string, subject: string) => `付清：${isolated(payee)}，${isolated(subject)}`,
  halted: "这个商家现在不能收款，请以后再来。欠款不会因此增加。",
  settled: "欠款已付清",
  settledBy: {
    retry: "再扣时付清",
    charge: "原来的扣款后来成功了",
    checkout: "你在这里付清",
  } satisfies Readonly<Record<SettledBy["by"], string>>,
  settledAt: "付清时间",
  how: "怎样付的",
  waived: "商家已免除这笔欠款",
  waivedHelp: "你不用再付。",
  waivedAt: "免除时间",
  number: "欠款编号",
  contract: "看这份协议",
  unknown: "没有找到这笔欠款。",
  unknownHelp: "它可能不是你的。你的欠款都列在“我的签约”。",
  schedule: (days: string) => `${days}后各再扣一次`,
  terms: "余额不足时",
};

type ArrearWords = typeof zh;

const en: ArrearWords = {
  title: "What you owe",
  heading: (payee, amount) => `You owe ${isolated(payee)} ${amount}`,
  why: "There wasn't enough money for this charge, so you owe it.",
  what: "For",
  failedAt: "Failed at",
  next: "Next try",
  nextAt: (time) => `Charged again at ${time}`,
  now: "It's being charged again. The result will appear here.",
  paused: "The contract is on hold. It isn't charged again for now.",
  ended: "The contract has ended. It isn't charged again.",
  over: "It isn't charged again.",
  stays: "You owe it until it's paid.",
  pay: "Pay",
  payAmount: (amount) => `Pay ${amount}`,
  payThis: (payee, subject) => `Pay: ${isolated(payee)}, ${isolated(subject)}`,
  halted:
    "This merchant can't take payments now. Come back later; you won't owe more because of that.",
  settled: "Paid",
  settledBy: {
    retry: "Charged again",
    charge: "The first charge succeeded after all",
    checkout: "You paid it here",
  },
  settledAt: "Paid at",
  how: "How",
  waived: "The merchant waived this",
  waivedHelp: "You don't have to pay it.",
  waivedAt: "Waived at",
  number: "Number",
  contract: "See the contract",
  unknown: "We can't find this.",
  unknownHelp: "It may not be yours. All you owe is listed in My contracts.",
  schedule: (days) => `Tried again ${days} later`,
  terms: "If there isn't enough money",
};

export function arrearWords(lang: Lang): ArrearWords {
  return lang === "zh" ? zh : en;
}
