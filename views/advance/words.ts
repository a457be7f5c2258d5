import type { AdvanceState } from "../../core/deduction/network_advance.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "网络垫付",
  help: "付款人余额不足、网络先付的扣款，最早的在前。如何了结，以渠道通知或退单为准。",
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
};

type Words = typeof zh;

const en: Words = {
  title: "Network advances",
  help:
    "Charges that the network paid because the payer had too little, the oldest first. A notice from the channel or a chargeback says how each ends.",
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
};

export function advanceWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
