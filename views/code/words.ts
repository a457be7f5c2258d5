import type { Lang } from "../words.ts";

/** What the page of a scanned code says beyond the sentences all pages share. */
export interface CodeWords {
  readonly allWays: string;
  readonly giveBack: string;
  readonly staleTitle: string;
  /** What can be done with a phone that cannot pay. */
  readonly letGo: string;
  readonly newOrder: string;
  readonly receiptElsewhere: string;
}

const zh: CodeWords = {
  allWays: "其他付款方式",
  giveBack: "不是我付，让别人扫",
  staleTitle: "码已更新",
  letGo: "要用这台手机付，请在那台手机上点“不是我付，让别人扫”。",
  newOrder: "要付款，请商家重新下单。",
  receiptElsewhere: "付款凭据在付款的那台设备上。",
};

const en: CodeWords = {
  allWays: "Other ways to pay",
  giveBack: "I'm not paying; let someone else scan",
  staleTitle: "This code has expired",
  letGo: "To pay on this phone, tap I'm not paying on the other one.",
  newOrder: "To pay, ask the shop for a new order.",
  receiptElsewhere: "The receipt is on the device that paid.",
};

export function codeWords(lang: Lang): CodeWords {
  return lang === "zh" ? zh : en;
}
