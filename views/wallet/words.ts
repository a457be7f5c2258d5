import type { ChannelName } from "../../core/channel/channel.ts";
import type { TerminatedBy } from "../../core/contract/contract.ts";
import type { ShownDeductionState } from "../../core/deduction/deduction.ts";
import type { Lang } from "../words.ts";
import { walletEn } from "./words_en.ts";
import { walletZh } from "./words_zh.ts";

/** What only the consumer's own page says; *unsign*, *ended* and *ending* are in `views/words.ts`. */
export interface WalletWords {
  readonly title: string;
  readonly who: (name: string, phone: string) => string;
  readonly inForce: string;
  readonly nothing: string;
  readonly nothingHelp: string;
  readonly ended: string;
  readonly payee: string;
  readonly forWhat: string;
  readonly perTransaction: string;
  readonly perDay: string;
  readonly today: string;
  readonly act: string;
  readonly ofDay: (used: string, cap: string) => string;
  readonly details: string;
  readonly suspended: string;
  readonly unsignThis: (payee: string, title: string) => string;
  readonly announced: string;
  readonly announcedFrom: (time: string) => string;
  readonly charges: string;
  readonly noCharges: string;
  readonly time: string;
  readonly amount: string;
  readonly state: string;
  readonly states: Readonly<Record<ShownDeductionState, string>>;
  /** After a day; before that *unclear* of `views/words.ts` is true. */
  readonly stillUnclear: (since: string) => string;
  readonly card: string;
  readonly signedAt: string;
  readonly lastDay: string;
  readonly noLastDay: string;
  readonly validUntil: (day: string) => string;
  readonly endedAt: string;
  readonly endedBy: string;
  readonly reason: string;
  readonly causes: Readonly<Record<TerminatedBy, string>>;
  readonly contractNo: string;
  readonly unsignQuestion: (payee: string) => string;
  readonly unsignTitle: string;
  readonly endedTitle: string;
  readonly endingTitle: string;
  readonly back: string;
  readonly notices: string;
  readonly tellOn: string;
  readonly tellOff: string;
  readonly turnOn: string;
  readonly turnOff: string;
  readonly comeInTitle: string;
  readonly comeIn: string;
  readonly openInApp: string;
  readonly entryRefused: string;
  readonly unknown: string;
  readonly unknownHelp: string;
  readonly leave: string;
  readonly channels: Readonly<Record<ChannelName, string>>;
}

export function walletWords(lang: Lang): WalletWords {
  return lang === "zh" ? walletZh : walletEn;
}
