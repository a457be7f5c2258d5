import type { Lang } from "../words.ts";

const zh = {
  title: "消息",
  help: "账户和签约的重要变化总会发短信给你。每次扣款要不要发，可以在“我的签约”里选。",
  none: "还没有消息。",
  toCancel: "不是你？去取消",
  sent: (time: string) => `${time} 发出短信`,
  notSent: (time: string) => `${time}，没有发出短信`,
  back: "返回我的签约",
};

export type MessageWords = typeof zh;

const en: MessageWords = {
  title: "Messages",
  help:
    "You always get a text about important changes to your account and contracts. For each charge, you choose in My contracts.",
  none: "No messages yet.",
  toCancel: "Not you? Cancel it",
  sent: (time) => `Text sent ${time}`,
  notSent: (time) => `${time}. No text was sent`,
  back: "Back to My contracts",
};

export function messageWords(lang: Lang): MessageWords {
  return lang === "zh" ? zh : en;
}
