import type { Lang } from "../words.ts";

/** What a checkout says only inside a merchant's page. */
export interface EmbedWords {
  /** Cashiers and apps refuse to be framed, so paying continues in a tab of its own. */
  readonly elsewhere: string;
  readonly open: string;
  readonly notOpened: string;
}

const zh: EmbedWords = {
  elsewhere: "请在新标签页里付款，结果会显示在这里。",
  open: "打开付款页",
  notOpened: "还没打开？这笔只能付一次，可以继续打开。",
};

const en: EmbedWords = {
  elsewhere: "Pay in a new tab. The result will appear here.",
  open: "Open the payment page",
  notOpened: "Haven't opened it yet? You still can: this order can be paid only once.",
};

export function embedWords(lang: Lang): EmbedWords {
  return lang === "zh" ? zh : en;
}
