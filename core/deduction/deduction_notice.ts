import type { Contract } from "../contract/contract.ts";
import type { ContractId, DeductionNoticeId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type Money, yuan } from "../money.ts";
import { after, days, type Duration, englishTime, type Instant, shanghaiTime } from "../time.ts";
import { isolated } from "../text/isolated.ts";

/** A charge that long after the announced day would be a surprise again. */
export const PRE_NOTICE_VALID_FOR: Duration = days(30);

/** The maximum per day that a consumer gets about one contract. */
export const PRE_NOTICES_PER_DAY_MAX = 20;

export type DeductionNoticeState = "sending" | "sent";

/** Recorded before its message goes out, so that the message has one id however often it is sent. */
export const deductionNoticeMachine: Machine<DeductionNoticeState, "sent"> = {
  sending: { sent: "sent" },
  sent: {},
};

interface NoticeFacts {
  readonly noticeId: DeductionNoticeId;
  readonly contractId: ContractId;
  /** The merchant that announced it and may charge on it. */
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly subject: string;
  /** When the merchant intends to charge; as soon as allowed if absent. */
  readonly chargeAt: Instant | undefined;
  readonly recordedAt: Instant;
  readonly version: number;
}

/**
 * The message to a consumer before a charge of a periodic plan; once sent it covers one deduction of at most this
 * amount.
 */
export type DeductionNotice =
  & NoticeFacts
  & (
    | { readonly state: "sending" }
    | {
      readonly state: "sent";
      /** When the message was handed over. */
      readonly sentAt: Instant;
      /** From then on the charge is allowed. */
      readonly chargeableFrom: Instant;
    }
  );
export type SentNotice = Extract<DeductionNotice, { state: "sent" }>;
export type UnsentNotice = Extract<DeductionNotice, { state: "sending" }>;

/** What makes a repeated request the same message. */
export type SameNotice = Pick<NoticeFacts, "contractId" | "amount" | "subject" | "chargeAt">;

/** Its message was handed over at `at`: only now does the consumer's time of `lead` begin. */
export function sent(notice: UnsentNotice, at: Instant, lead: Duration): SentNotice {
  return {
    ...notice,
    state: "sent",
    sentAt: at,
    chargeableFrom: chargeableFrom(notice, at, lead),
    version: notice.version + 1,
  };
}

/** At least `lead` after the message, and not before the announced time. */
export function chargeableFrom(
  { chargeAt }: Pick<NoticeFacts, "chargeAt">,
  sentAt: Instant,
  lead: Duration,
): Instant {
  const earliest = after(sentAt, lead);
  return chargeAt === undefined || chargeAt < earliest ? earliest : chargeAt;
}

export type NoticeCover =
  | { readonly type: "covered"; readonly notice: SentNotice }
  | { readonly type: "too_early"; readonly chargeableFrom: Instant }
  | { readonly type: "none" };

/** Which of the unused messages covers a charge now: the one that has waited longest. */
export function coverOf(notices: readonly SentNotice[], now: Instant): NoticeCover {
  const valid = notices
    .filter((each) => now < after(each.chargeableFrom, PRE_NOTICE_VALID_FOR))
    .toSorted((a, b) => a.chargeableFrom - b.chargeableFrom);
  const [first] = valid;
  if (!first) return { type: "none" };
  return now < first.chargeableFrom
    ? { type: "too_early", chargeableFrom: first.chargeableFrom }
    : { type: "covered", notice: first };
}

/** What the consumer reads before a periodic charge, in the language they signed in. */
export function preNoticeText(
  notice: Pick<SentNotice, "amount" | "subject" | "chargeableFrom">,
  { payee, contract: { title, cardLabel, lang } }: {
    readonly payee: string;
    readonly contract: Pick<Contract, "title" | "cardLabel" | "lang">;
  },
): string {
  const { chargeableFrom } = notice;
  const [who, plan, what] = [isolated(payee), isolated(title), isolated(notice.subject)];
  if (lang === "en") {
    return `${who} will charge ${yuan(notice.amount)} to ${cardLabel} after ${
      englishTime(chargeableFrom)
    } for ${plan} (${what}). To stop it, end the contract in My contracts before then, ` +
      "free of charge.";
  }
  return `【扣款提醒】${who}将于 ${minute(chargeableFrom)} 之后按「${plan}」` +
    `从${cardLabel}扣款 ${yuan(notice.amount)}（${what}）。` +
    "如不同意，请在此之前到“我的签约”解约，不收费。";
}

function minute(at: Instant): string {
  return shanghaiTime(at).slice(0, 16);
}
