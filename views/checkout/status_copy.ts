import { dailyCaps, STATIC_TIER } from "../../core/method/verification.ts";
import type { Checkout, LateMoney } from "../../core/order/checkout.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { FailureReason } from "../../core/channel/failure_reason.ts";
import { formatMoney } from "../parts/money.tsx";
import type { Mark } from "../parts/state_mark.tsx";
import type { Embedded } from "../frame.ts";
import { type Lang, words } from "../words.ts";
import type { Words } from "../words_zh.ts";
import { balanceWords } from "./balance_words.ts";
import { embedWords } from "./embed_words.ts";
import { transferWords } from "./transfer_words.ts";

/** What a checkout says: the heading, which the status line also speaks, its mark, and the page's title. */
export interface StatusCopy {
  /** Absent while there is no state to report: the page asks how to pay, or shows the code. */
  readonly mark: Mark | undefined;
  readonly text: string;
  /** How `text` begins, where the page itself shows the rest. */
  readonly shown?: string;
  readonly title: string;
}

/**
 * The state of `checkout` in words: first what happened to the money, then what to do. `embedded` if it is inside a
 * merchant's page.
 */
export function statusCopy(checkout: Checkout, lang: Lang, embedded?: Embedded): StatusCopy {
  const w = words(lang);
  const { standing, order, merchant, late } = checkout;
  const amount = formatMoney(order.amount);
  if (checkout.paused) return { mark: "closed", text: w.paused, title: w.titles.paused };
  switch (standing.state) {
    case "payable":
      if (order.transfer) {
        const { heading: text, title } = transferWords(lang);
        return { mark: undefined, text, title: title(amount, merchant.name) };
      }
      return { mark: undefined, text: w.choose, title: w.payTitle(amount, merchant.name) };
    case "failed": {
      if (standing.byBalance && bankSaidNo[standing.reason]) {
        const b = balanceWords(lang);
        const text = standing.reason === "insufficient_funds" ? b.tooLow : b.declined;
        return { mark: "failed", text, title: w.titles.failed };
      }
      const text = failedBy(standing.reason, w.failedBy) ??
        (bankSaidNo[standing.reason] ? w.declined : w.failed);
      return { mark: "failed", text, title: w.titles.failed };
    }
    case "sent_back": {
      const blocked = standing.late.reason === "payer_blocked";
      const next = blocked ? w.anotherCard : w.otherCard;
      const text = `${lateText(standing.late, lang)}${lang === "zh" ? "" : " "}${next}`;
      return { mark: "failed", text, title: w.titles.failed };
    }
    case "awaits_code":
      return standing.late
        ? { mark: "expired", text: w.codeLate, title: w.titles.failed }
        : { mark: undefined, text: w.enterCode, title: w.payTitle(amount, merchant.name) };
    case "processing":
      if (standing.unclear) return unclear(checkout, lang);
      if (showsCode(standing.payment)) {
        return { mark: undefined, text: w.scan, title: w.payTitle(amount, merchant.name) };
      }
      if (embedded && standing.payment.launch && standing.payment.launch.type !== "tn") {
        const { elsewhere: text } = embedWords(lang);
        return { mark: undefined, text, title: w.payTitle(amount, merchant.name) };
      }
      return { mark: "processing", text: w.processing, title: w.titles.processing };
    case "other_device":
      if (standing.unclear) return unclear(checkout, lang);
      return { mark: "other", text: w.other, title: w.titles.other };
    case "paid": {
      if (standing.refunded.fen >= order.amount.fen) {
        const { refunded: title } = w.titles;
        return { mark: "paid", text: w.refundedAll(amount, merchant.name), shown: title, title };
      }
      const { paid: title } = w.titles;
      return { mark: "paid", text: w.paid(amount, merchant.name), shown: title, title };
    }
    case "expired":
    case "closed": {
      const title = w.titles[standing.state];
      if (late) return { mark: standing.state, text: lateText(late, lang), title };
      if (!standing.safe) return unclear(checkout, lang);
      return { mark: standing.state, text: w[standing.state], title };
    }
  }
}

/** Why money that settled nothing goes back. */
export function lateText({ amount, reason }: LateMoney, lang: Lang): string {
  const w = words(lang);
  switch (reason) {
    case "order_ended":
      return w.late(formatMoney(amount));
    case "daily_limit_exceeded":
      return w.cardOverLimit(formatMoney(amount), formatMoney(dailyCaps[STATIC_TIER]));
    case "payer_blocked":
      return w.cardNotTaken(formatMoney(amount));
  }
}

/** Once nobody asks the channel any more, the page does not promise it. */
function unclear({ askingEnded }: Checkout, lang: Lang): StatusCopy {
  const w = words(lang);
  const text = askingEnded ? w.stillUnclear : w.unclear;
  return { mark: "unclear", text, title: w.titles.unclear };
}

/** True while the payer is asked to scan: then nothing is being confirmed yet. */
export function showsCode(payment: Extract<Payment, { state: "processing" }>): boolean {
  return payment.launch?.type === "code";
}

/** What there is to do is said with some reasons. */
function failedBy(reason: FailureReason, texts: Words["failedBy"]): string | undefined {
  return Object.entries(texts).find(([each]) => each === reason)?.[1];
}

/** The issuer's own refusals: only the issuer can say why. */
const bankSaidNo: Readonly<Record<FailureReason, boolean>> = {
  insufficient_funds: true,
  declined_by_bank: true,
  card_expired: true,
  card_restricted: true,
  limit_exceeded_at_bank: true,
  wrong_password: true,
  wrong_code: false,
  code_expired: false,
  code_too_soon: false,
  card_not_bound: false,
  risk_refused: false,
  cancelled_by_payer: false,
  expired_at_channel: false,
  refused_by_channel: false,
  unknown_at_channel: false,
};
