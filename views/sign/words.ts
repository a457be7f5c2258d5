import type { Lang } from "../words.ts";
import { signEn } from "./words_en.ts";
import { signZh } from "./words_zh.ts";

/** What only the sign page says; what pages share, above all the disclosure and *signed*, is in `views/words.ts`. */
export interface SignWords {
  readonly asks: (payee: string) => string;
  readonly partOf: (parent: string) => string;
  readonly termsHeading: string;
  readonly fullText: string;
  readonly signingAs: (name: string, phone: string) => string;
  readonly changeCard: string;
  readonly useCard: (card: string) => string;
  readonly onlyCredit: string;
  readonly idNumber: string;
  readonly idNumberHint: (masked: string) => string;
  readonly code: (phone: string) => string;
  readonly codeHint: string;
  readonly codeStep: string;
  readonly sendsCode: (phone: string) => string;
  readonly confirmSign: string;
  readonly resend: string;
  readonly inbox: string;
  readonly openInApp: string;
  readonly codeAlt: (payee: string) => string;
  readonly scanHint: string;
  readonly signBy: (time: string) => string;
  readonly stepSign: string;
  readonly stepPay: string;
  readonly steps: string;
  readonly goPay: string;
  readonly goOn: string;
  readonly myContracts: string;
  readonly signedAt: string;
  readonly lastDay: string;
  readonly card: string;
  readonly perTransaction: string;
  readonly perDay: string;
  readonly payee: string;
  readonly verifying: string;
  readonly otherSigning: string;
  readonly signedByOther: string;
  readonly declined: string;
  readonly expired: string;
  readonly noCard: string;
  readonly noCreditCard: string;
  readonly noCardHelp: string;
  readonly notAvailable: string;
  readonly unknown: string;
  readonly unknownHelp: string;
  readonly titles: Readonly<Record<SignTitle, string>>;
  readonly troubles: Readonly<Record<SignTrouble, string>>;
}

/** States that change the page's title. */
export type SignTitle =
  | "code"
  | "verifying"
  | "other"
  | "signed"
  | "signedByOther"
  | "declined"
  | "expired"
  | "notAvailable"
  | "unknown";

/** Why a form comes back, or why a consumer from the app could not sign in. */
export const signTroubles = [
  "code_missing",
  "code_wrong",
  "code_over",
  "code_none",
  "codes_too_many",
  "message_failed",
  "id_number_missing",
  "id_number_wrong",
  "code_tries_over",
  "tries_over",
  "card_not_allowed",
  "terms_changed",
  "channel_refused",
  "entry_refused",
  "session_over",
  "contract_ending",
  "in_progress",
  "cannot_now",
] as const;
export type SignTrouble = (typeof signTroubles)[number];

export function signWords(lang: Lang): SignWords {
  return lang === "zh" ? signZh : signEn;
}
