import type { AdvanceState } from "../../core/deduction/network_advance.ts";
import type { Lang } from "../words.ts";

const zh = {
  title: "网络垫付",
  help:
    "付款人余额不足时由网络先付的扣款，最早的在前。还没有还的是付款人欠网络的，结果由渠道通知或退单带来。",
  none: "没有这样的垫付。",
  states: {
    outstanding: "未还",
    repaid: "已还",
    written_off: "网络核销",
    reclaimed: "网络追回",
  } satisfies Readonly<Record<AdvanceState, string>>,
  days: (n: number) => `${n} 天`,
  overdue: "超过 30 天，请向渠道查询",
  payer: "付款人",
  since: "垫付时间",
  channel: "渠道",
  next: "下一页",
  download: "下载 CSV",
  tooMany: "一份文件最多 5000 笔。没有下载。",
};

type Words = typeof zh;

const en: Words = {
  title: "Network advances",
  help:
    "Charges that the network paid because the payer had too little, the oldest first. What's outstanding is the payer's debt to the network; how it ends, a notice of the channel's or a chargeback says.",
  none: "There's no such advance.",
  states: {
    outstanding: "Outstanding",
    repaid: "Repaid",
    written_off: "Written off",
    reclaimed: "Reclaimed",
  },
  days: (n) => n === 1 ? "1 day" : `${n} days`,
  overdue: "Over 30 days: ask the channel",
  payer: "Payer",
  since: "Advanced",
  channel: "Channel",
  next: "Next",
  download: "Download CSV",
  tooMany: "A file takes 5,000 at most. Nothing was downloaded.",
};

export function advanceWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
