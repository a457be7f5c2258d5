import type { Lang } from "../words.ts";

/** What the page of a scanned code says beyond the sentences all pages share. */
export interface CodeWords {
  readonly allWays: string;
  readonly giveBack: string;
  readonly staleTitle: string;
}

const zh: CodeWords = {
  allWays: "其他付款方式",
  giveBack: "不是我付，让别人扫",
  staleTitle: "码已更新",
};

const en: CodeWords = {
  allWays: "Other ways to pay",
  giveBack: "I'm not paying; let someone else scan",
  staleTitle: "This code has expired",
};

export function codeWords(lang: Lang): CodeWords {
  return lang === "zh" ? zh : en;
}
