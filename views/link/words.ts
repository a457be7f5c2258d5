import type { Lang } from "../words.ts";
import { isolated } from "../../core/text/isolated.ts";

/** What a link's page says beyond the sentences all pages share. */
export interface LinkWords {
  readonly heading: (payee: string) => string;
  readonly numberEnding: (digits: string) => string;
  readonly amount: string;
  readonly goOn: string;
  readonly confirmNext: string;
  readonly otherWays: string;
  readonly waiting: (amount: string) => string;
  readonly paused: string;
  readonly unavailable: string;
  readonly unknown: string;
  readonly unknownHelp: string;
  readonly titles: Readonly<Record<"paused" | "unavailable" | "limit" | "unknown", string>>;
  readonly formErrors: Readonly<Record<AmountFormError, string>>;
}

/** Why a form comes back: what is wrong with the amount. */
export type AmountFormError = "amount_missing" | "amount_wrong" | "amount_small";

const zh: LinkWords = {
  heading: (payee) => `付给${isolated(payee)}`,
  numberEnding: (digits) => `商户号尾号 ${digits}`,
  amount: "金额（元）",
  goOn: "下一步",
  confirmNext: "下一页会写明金额，由你确认。",
  otherWays: "其他付款方式",
  waiting: (amount) => `刚才的 ${amount} 还没有结果。`,
  paused: "商家暂停了这个收款码，没有扣款。请问店员。",
  unavailable: "这个收款码现在不能用，没有扣款。请问店员。",
  unknown: "没有找到这个收款码。",
  unknownHelp: "请重新扫码，或请店员核对。没有扣款。",
  titles: {
    paused: "收款码已暂停",
    unavailable: "收款码不能用",
    limit: "超过今天的限额",
    unknown: "没有这个收款码",
  },
  formErrors: {
    amount_missing: "请写金额。",
    amount_wrong: "金额只写数字，最多两位小数，例如 12.50。",
    amount_small: "金额至少 ¥0.01。",
  },
};

const en: LinkWords = {
  heading: (payee) => `Pay ${isolated(payee)}`,
  numberEnding: (digits) => `Merchant number ending in ${digits}`,
  amount: "Amount in yuan",
  goOn: "Continue",
  confirmNext: "You'll confirm the amount on the next page.",
  otherWays: "Other ways to pay",
  waiting: (amount) => `Your earlier payment of ${amount} has no result yet.`,
  paused: "The shop has paused this code. No money was taken. Please ask the staff.",
  unavailable: "This code can't be used right now. No money was taken. Please ask the staff.",
  unknown: "We can't find this code.",
  unknownHelp: "Scan it again, or ask the staff to check it. No money was taken.",
  titles: {
    paused: "Code paused",
    unavailable: "Code not available",
    limit: "Over today's limit",
    unknown: "Code not found",
  },
  formErrors: {
    amount_missing: "Enter an amount.",
    amount_wrong: "Enter the amount as a number with up to two decimals, such as 12.50.",
    amount_small: "The minimum is ¥0.01.",
  },
};

export function linkWords(lang: Lang): LinkWords {
  return lang === "zh" ? zh : en;
}
