import type { EndedBy } from "../bank/bank_contract.ts";
import type { PayerBehaviour } from "../bank/magic.ts";
import type { PersonNo } from "../bank/persons.ts";
import type { FailureReason } from "../../core/channel/failure_reason.ts";
import type { Lang } from "../../views/words.ts";
import { sandboxEn } from "./words_en.ts";
import { sandboxZh } from "./words_zh.ts";

/** What only the simulated bank's pages say. */
export interface SandboxWords {
  readonly walletTitle: string;
  readonly walletIntro: string;
  readonly waiting: string;
  readonly nothingWaiting: string;
  readonly refresh: string;
  readonly backToWallet: string;
  readonly code: string;
  readonly codeHint: string;
  readonly openCode: string;
  readonly codeWrong: string;
  readonly log: string;
  readonly logEmpty: string;
  readonly logTime: string;
  readonly logWhat: string;
  readonly happened: Readonly<Record<Happened, string>>;
  readonly request: string;
  readonly requestTitle: (amount: string, payee: string) => string;
  readonly subject: string;
  readonly payBefore: string;
  readonly card: string;
  readonly cardWithEnding: (name: string, lastFour: string) => string;
  readonly ending: (lastFour: string) => string;
  readonly cardTypes: Readonly<Record<"debit" | "credit", string>>;
  readonly factor: string;
  readonly factorSimulated: string;
  readonly cards: Readonly<Record<PayerBehaviour, string>>;
  readonly reasons: Readonly<Record<FailureReason, string>>;
  readonly cashierTitle: string;
  readonly cashierIntro: string;
  readonly cardNumber: string;
  readonly cardNumberHint: string;
  readonly cardNumberWrong: string;
  readonly testCards: string;
  readonly number: string;
  readonly login: string;
  readonly loginHint: string;
  readonly loginWrong: string;
  readonly whatHappens: string;
  readonly outcomes: string;
  readonly decline: string;
  readonly declineWhy: string;
  readonly noAnswer: string;
  readonly payLate: string;
  readonly cardMissing: string;
  readonly choiceWrong: string;
  readonly silent: string;
  readonly held: string;
  readonly slow: string;
  readonly reason: string;
  readonly cancelled: string;
  readonly expired: string;
  readonly decided: string;
  readonly txnNo: string;
  readonly who: string;
  readonly whoHint: string;
  readonly personName: Readonly<Record<PersonNo, string>>;
  readonly idNumber: (number: string) => string;
  readonly choosePerson: string;
  readonly contracts: (name: string) => string;
  readonly noContracts: string;
  readonly limits: (perTransaction: string, perDay: string) => string;
  readonly endInApp: string;
  readonly endInAppNamed: (payee: string, title: string) => string;
  readonly endByBank: string;
  readonly endByBankNamed: (payee: string, title: string) => string;
  readonly contractEnded: (by: EndedBy, at: string) => string;
  readonly myContracts: string;
  readonly myContractsHint: string;
  readonly closeAccount: string;
  readonly closeAccountHint: string;
  readonly inbox: string;
  readonly inboxIntro: string;
  readonly inboxEmpty: string;
  readonly messagesOf: (name: string, phone: string) => string;
  readonly unknownTitle: string;
  readonly unknown: string;
}

/** Words of the bank's log lines. */
export const happened = [
  "arrived",
  "paid",
  "declined",
  "cancelled",
  "expired",
  "silent",
  "released",
  "signed",
  "sign_refused",
  "unsign_refused",
  "unsign_lost",
  "ended",
  "merchant",
  "consumer",
  "channel",
  "account_closure",
  "deduction",
  "undecided",
] as const;
export type Happened = (typeof happened)[number];

export function sandboxWords(lang: Lang): SandboxWords {
  return lang === "zh" ? sandboxZh : sandboxEn;
}
