import type { MethodName } from "../core/method/payment_method.ts";
import { en } from "./words_en.ts";
import { zh } from "./words_zh.ts";

/** Languages of every page. */
export const langs = ["zh", "en"] as const;
export type Lang = (typeof langs)[number];

/** `lang` as the `lang` attribute wants it. */
export const htmlLang: Readonly<Record<Lang, string>> = { zh: "zh-Hans", en: "en" };

/** What every page says in `lang`. Amounts and times arrive already formatted. */
export function words(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}

/** How a method is named: in the list, and inside "pay with …". */
export interface MethodWords {
  readonly label: string;
  readonly inPay: string;
}

/**
 * Every sentence shared by pages. No blame, no "sorry", no exclamation; first what happened to the
 * money, then what to do. Words of one page alone live beside that page.
 */
export interface Words {
  // The main states, said the same on page, message and docs.
  readonly pay: (method: string, amount: string) => string;
  readonly submitting: string;
  readonly payby: (time: string) => string;
  readonly processing: string;
  readonly unclear: string;
  readonly paid: (amount: string, payee: string) => string;
  readonly late: (amount: string) => string;
  readonly failed: string;
  readonly declined: string;
  readonly expired: string;
  readonly closed: string;
  readonly done: string;
  readonly other: string;
  readonly offline: string;
  readonly error: string;
  readonly wrongapp: string;
  readonly noapp: string;
  readonly limit: (left: string) => string;
  readonly static: (cap: string, left: string) => string;
  readonly stale: string;
  readonly scan: string;
  readonly scanned: string;
  readonly received: (amount: string) => string;
  readonly hold: string;
  readonly outside: string;
  readonly test: string;

  // Contracts.
  readonly sign: string;
  readonly notSign: string;
  readonly signed: string;
  readonly again: string;
  readonly unsign: (payee: string) => string;
  readonly endContract: string;
  readonly keepContract: string;
  readonly ended: (time: string, payee: string) => string;
  readonly ending: (channel: string) => string;

  // Actions and labels.
  readonly checkResult: string;
  readonly anotherWay: string;
  readonly tryAgain: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly elsewhere: string;
  readonly elsewhereHelp: string;
  readonly elsewhereCode: string;
  readonly backTo: (payee: string) => string;
  readonly choose: string;
  readonly continuePaying: string;
  readonly openHere: string;
  readonly notScanned: string;
  readonly codePays: (amount: string, payee: string) => string;
  readonly noMethods: string;
  readonly payTo: string;
  readonly orderNo: string;
  readonly paidAt: string;
  readonly paidWith: string;
  readonly refundedPart: string;
  readonly refundedAll: (amount: string, payee: string) => string;
  readonly payTitle: (amount: string, payee: string) => string;
  readonly titles: Readonly<Record<TitledState, string>>;
  readonly unknownOrder: string;
  readonly unknownOrderHelp: string;
  readonly chooseMethod: string;
  readonly notOffered: string;
  readonly cannotStart: string;
  readonly renews: string;
  readonly stopRenewing: string;
  readonly cardEnding: (method: string, lastFour: string) => string;
  readonly errors: string;
  readonly otherLanguage: string;
  readonly poweredBy: (institution: string) => string;
  readonly methods: Readonly<Record<MethodName, MethodWords>>;
  readonly next: Readonly<Record<NextStep, string>>;
  readonly seals: Readonly<Record<SealKind, string>>;
}

/** What a seal can mean: filled = in force (paid, signed), outlined = undone (refunded, ended). */
const sealKinds = ["paid", "signed", "refunded", "ended"] as const;
export type SealKind = (typeof sealKinds)[number];

/** States that change the page's title. */
export type TitledState =
  | "processing"
  | "unclear"
  | "other"
  | "paid"
  | "refunded"
  | "failed"
  | "expired"
  | "closed"
  | "unknown";

/** What happens after the tap, by method and flow. */
export type NextStep =
  | "balance"
  | "bound_card"
  | "in_app_control"
  | "app_link"
  | "wap_page"
  | "screen_code"
  | "cashier_card"
  | "cashier_account";
