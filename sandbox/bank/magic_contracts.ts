import type { Money } from "../../core/money.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import { type Duration, minutes } from "../../core/time.ts";

/** What the bank does with the contracts of a plan whose title begins with a magic word. */
export interface ContractBehaviour {
  /** `breaks`: signed, but the answer is lost. `forgets`: the request is lost. */
  readonly sign: "signs" | "refuses" | "breaks" | "forgets";
  /** How often an unsign is refused before the bank confirms it. */
  readonly unsignRefusals: number;
  /** What happens to the first unsign that the bank would confirm. */
  readonly unsign: "agrees" | "slow" | "breaks" | "forgets";
  /** `mixed`: an end in the app is reported twice, and only then, late, that the contract was signed. */
  readonly notices: "once" | "mixed";
}

const plain: ContractBehaviour = {
  sign: "signs",
  unsignRefusals: 0,
  unsign: "agrees",
  notices: "once",
};

/** Magic words by which a plan's title may begin; `n` is a digit from 1 to 9. */
export const magicTitles = {
  "MAGIC-SIGN-REFUSED": { ...plain, sign: "refuses" },
  "MAGIC-SIGN-LOST": { ...plain, sign: "breaks" },
  "MAGIC-SIGN-FORGOTTEN": { ...plain, sign: "forgets" },
  "MAGIC-UNSIGN-REFUSED-n": plain,
  "MAGIC-UNSIGN-LATE": { ...plain, unsign: "slow" },
  "MAGIC-UNSIGN-LOST": { ...plain, unsign: "breaks" },
  "MAGIC-UNSIGN-FORGOTTEN": { ...plain, unsign: "forgets" },
  "MAGIC-NOTICES-MIXED": { ...plain, notices: "mixed" },
} as const satisfies Record<string, ContractBehaviour>;

const REFUSALS = /^MAGIC-UNSIGN-REFUSED-([1-9])(?![0-9])/;

export function contractBehaviour(title: string): ContractBehaviour {
  const refusals = REFUSALS.exec(title)?.[1];
  if (refusals !== undefined) return { ...plain, unsignRefusals: Number(refusals) };
  const magic = Object.entries(magicTitles).find(([word]) => title.startsWith(word));
  return magic?.[1] ?? plain;
}

/** What the bank does with one deduction. */
export interface DeductionBehaviour {
  readonly answer:
    /** `advanced`: the card has too little, and the network pays for it; the bank says later how that ended. */
    | { readonly type: "paid"; readonly advanced?: { readonly end?: "repaid" | "written_off" } }
    | { readonly type: "declined"; readonly reason: CommonReason }
    /** Never decided or reported. */
    | { readonly type: "none" };
  /** `later`: from LATER on, on the charger's own clock, and only when queried. */
  readonly voice: "open" | "slow" | "later" | "silent";
  readonly notices: 0 | 1 | 2;
  /** What the gateway does with the request itself. `waits`: accepted; the result comes by notice. */
  readonly start: "answers" | "waits" | "breaks" | "forgets";
}

/** After the first query, five minutes after sending, and before the second. */
export const LATER: Duration = minutes(10);

const approve: DeductionBehaviour = {
  answer: { type: "paid" },
  voice: "open",
  notices: 0,
  start: "answers",
};

function declined(reason: CommonReason): DeductionBehaviour {
  return { ...approve, answer: { type: "declined", reason } };
}

export const deductionBehaviours = {
  approve,
  insufficient_funds: declined("insufficient_funds"),
  declined_by_bank: declined("declined_by_bank"),
  card_expired: declined("card_expired"),
  card_restricted: declined("card_restricted"),
  limit_exceeded_at_bank: declined("limit_exceeded_at_bank"),
  risk_refused: declined("risk_refused"),
  refused_by_channel: declined("refused_by_channel"),
  by_notice: { ...approve, notices: 1, start: "waits" },
  declined_by_notice: { ...declined("insufficient_funds"), notices: 1, start: "waits" },
  slow: { ...approve, voice: "slow", notices: 1, start: "waits" },
  never_answers: { ...approve, answer: { type: "none" }, voice: "silent", start: "waits" },
  answers_late: { ...approve, voice: "later", start: "waits" },
  notice_twice: { ...approve, notices: 2, start: "waits" },
  unclear_at_start: { ...approve, answer: { type: "none" }, start: "forgets" },
  unclear_at_start_but_paid: { ...approve, notices: 1, start: "breaks" },
  answer_lost: { ...approve, start: "breaks" },
  advanced: { ...approve, answer: { type: "paid", advanced: {} } },
  advance_repaid: { ...approve, answer: { type: "paid", advanced: { end: "repaid" } } },
  advance_written_off: { ...approve, answer: { type: "paid", advanced: { end: "written_off" } } },
} as const satisfies Record<string, DeductionBehaviour>;
export type DeductionBehaviourName = keyof typeof deductionBehaviours;

/** Deductions of exactly these amounts, in fen; any other amount is approved. */
export const magicDeductions: Readonly<Record<DeductionBehaviourName, number>> = {
  approve: 7_701,
  insufficient_funds: 7_702,
  declined_by_bank: 7_703,
  card_expired: 7_704,
  card_restricted: 7_705,
  limit_exceeded_at_bank: 7_706,
  risk_refused: 7_707,
  refused_by_channel: 7_708,
  by_notice: 7_709,
  declined_by_notice: 7_710,
  slow: 7_711,
  never_answers: 7_712,
  answers_late: 7_713,
  notice_twice: 7_714,
  unclear_at_start: 7_715,
  unclear_at_start_but_paid: 7_716,
  answer_lost: 7_717,
  advanced: 7_721,
  advance_repaid: 7_722,
  advance_written_off: 7_723,
};

/** Charges of exactly these amounts on a contract, in fen: what the first comes to, and what every later one. */
export const magicSeries: readonly {
  readonly fen: number;
  readonly first: DeductionBehaviourName;
  readonly later: DeductionBehaviourName;
}[] = [
  { fen: 7_718, first: "insufficient_funds", later: "approve" },
  { fen: 7_719, first: "insufficient_funds", later: "by_notice" },
  { fen: 7_720, first: "insufficient_funds", later: "never_answers" },
];

/** Whether it matters how often this amount was charged before. */
export function isOfSeries(amount: Money): boolean {
  return magicSeries.some(({ fen }) => fen === amount.fen);
}

export function deductionBehaviour(amount: Money, charged = 0): DeductionBehaviour {
  const series = magicSeries.find(({ fen }) => fen === amount.fen);
  if (series) return deductionBehaviours[charged === 0 ? series.first : series.later];
  const names = Object.keys(magicDeductions) as DeductionBehaviourName[];
  const name = names.find((each) => magicDeductions[each] === amount.fen);
  return name ? deductionBehaviours[name] : approve;
}
