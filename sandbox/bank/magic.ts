import type { Money } from "../../core/money.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import { typedCode } from "../../core/text/typed_code.ts";
import { type Duration, seconds } from "../../core/time.ts";

/** What the sandbox bank does with one payment, whatever triggers it: a button, a card, a login or an amount. */
export interface Behaviour {
  readonly answer:
    | { readonly type: "paid"; readonly cardType: CardType }
    | { readonly type: "declined"; readonly reason: CommonReason }
    /** The bank has not decided and reports nothing. */
    | { readonly type: "none" };
  /** When the bank reports it: at once, some seconds later, once the order has ended, or never. */
  readonly voice: "open" | "slow" | "held" | "silent";
  readonly notices: 1 | 2;
  /** The notice has been answered before the payer's browser is. */
  readonly noticeFirst: boolean;
  /** Only for amounts: what the gateway does with the start itself. */
  readonly start: "launches" | "answers" | "breaks" | "forgets";
}

/** How long after the payer has confirmed a slow bank answers. */
export const SLOW: Duration = seconds(5);

const plain = { voice: "open", notices: 1, noticeFirst: false, start: "launches" } as const;

export function paid(cardType: CardType): Behaviour {
  return { answer: { type: "paid", cardType }, ...plain };
}

export function declined(reason: CommonReason): Behaviour {
  return { answer: { type: "declined", reason }, ...plain };
}

/** Every behaviour by name, in the order of the amounts and cards below. */
export const behaviours = {
  approve_debit: paid("debit"),
  approve_credit: paid("credit"),
  insufficient_funds: declined("insufficient_funds"),
  declined_by_bank: declined("declined_by_bank"),
  card_expired: declined("card_expired"),
  card_restricted: declined("card_restricted"),
  limit_exceeded_at_bank: declined("limit_exceeded_at_bank"),
  wrong_password: declined("wrong_password"),
  risk_refused: declined("risk_refused"),
  cancelled_by_payer: declined("cancelled_by_payer"),
  expired_at_channel: declined("expired_at_channel"),
  slow: { ...paid("debit"), voice: "slow" },
  never_answers: { ...paid("debit"), answer: { type: "none" }, voice: "silent" },
  answers_late: { ...paid("debit"), voice: "held" },
  notice_twice: { ...paid("debit"), notices: 2 },
  notice_before_return: { ...paid("debit"), noticeFirst: true },
  answered_at_start: { ...paid("credit"), start: "answers" },
  refused_by_channel: { ...declined("refused_by_channel"), start: "answers" },
  unclear_at_start: { ...paid("debit"), answer: { type: "none" }, start: "forgets" },
  unclear_at_start_but_paid: { ...paid("debit"), start: "breaks" },
} as const satisfies Record<string, Behaviour>;
export type BehaviourName = keyof typeof behaviours;

/** Orders of exactly these amounts, in fen, need no payer: the bank acts as soon as the payment reaches it. */
export const magicAmounts: Readonly<Record<BehaviourName, number>> = {
  approve_debit: 900_001,
  approve_credit: 900_002,
  insufficient_funds: 900_003,
  declined_by_bank: 900_004,
  card_expired: 900_005,
  card_restricted: 900_006,
  limit_exceeded_at_bank: 900_007,
  wrong_password: 900_008,
  risk_refused: 900_009,
  cancelled_by_payer: 900_010,
  expired_at_channel: 900_011,
  slow: 900_012,
  never_answers: 900_013,
  answers_late: 900_014,
  notice_twice: 900_015,
  notice_before_return: 900_016,
  answered_at_start: 900_017,
  refused_by_channel: 900_018,
  unclear_at_start: 900_019,
  unclear_at_start_but_paid: 900_020,
};

export function magicOf(amount: Money): Behaviour | undefined {
  const name = namesOf(magicAmounts).find((each) => magicAmounts[each] === amount.fen);
  return name && behaviours[name];
}

/** Behaviours that a payer can cause; the others concern the start, which the payer never sees. */
export type PayerBehaviour = Exclude<
  BehaviourName,
  "answered_at_start" | "refused_by_channel" | "unclear_at_start" | "unclear_at_start_but_paid"
>;

/** A card that exists only here, or its owner's login, which is the name of the behaviour. */
export interface TestCard {
  readonly number: string;
  readonly behaviour: PayerBehaviour;
}

/** The check digit of every number is wrong, so no real card has it. */
export const testCards: readonly TestCard[] = [
  { number: "6200000000000014", behaviour: "approve_debit" },
  { number: "6200000000000022", behaviour: "approve_credit" },
  { number: "6200000000000030", behaviour: "insufficient_funds" },
  { number: "6200000000000048", behaviour: "declined_by_bank" },
  { number: "6200000000000055", behaviour: "card_expired" },
  { number: "6200000000000063", behaviour: "card_restricted" },
  { number: "6200000000000071", behaviour: "limit_exceeded_at_bank" },
  { number: "6200000000000089", behaviour: "wrong_password" },
  { number: "6200000000000097", behaviour: "risk_refused" },
  { number: "6200000000000105", behaviour: "cancelled_by_payer" },
  { number: "6200000000000113", behaviour: "expired_at_channel" },
  { number: "6200000000000121", behaviour: "slow" },
  { number: "6200000000000139", behaviour: "never_answers" },
  { number: "6200000000000147", behaviour: "answers_late" },
  { number: "6200000000000154", behaviour: "notice_twice" },
  { number: "6200000000000162", behaviour: "notice_before_return" },
];

/** The listed card with this number, however it was typed; any other number is none of our business. */
export function testCard(number: string): TestCard | undefined {
  const digits = typedCode(number);
  return testCards.find((each) => each.number === digits);
}

export function testLogin(login: string): TestCard | undefined {
  return testCards.find((each) => each.behaviour === login.trim());
}

/** What the bank tells of a card: a token that is the same at every payment, never its number. */
export interface NamedCard {
  readonly token: string;
  readonly lastFour: string;
}

export function nameCard({ number, behaviour }: TestCard): NamedCard {
  return { token: `sbxcard_${behaviour}`, lastFour: number.slice(-4) };
}

/** The usual test card, for a behaviour without a card. */
export function usualCardOf({ answer }: Behaviour): NamedCard {
  const usual = answer.type === "paid" ? `approve_${answer.cardType}` : "approve_debit";
  const card = testCards.find((each) => each.behaviour === usual);
  if (!card) throw new TypeError(`Cannot pay: the sandbox has no card "${usual}"`);
  return nameCard(card);
}

/** What happens to a refund of exactly this many fen; any other amount is refunded at once. */
export const magicRefunds = {
  refused: 800_001,
  slow: 800_002,
  never_answers: 800_003,
  returned_but_answer_lost: 800_004,
  card_closed: 800_005,
  came_back: 800_006,
} as const;
export type RefundBehaviour = keyof typeof magicRefunds | "returned";

export function magicRefundOf(amount: Money): RefundBehaviour {
  return namesOf(magicRefunds).find((each) => magicRefunds[each] === amount.fen) ?? "returned";
}

function namesOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}
