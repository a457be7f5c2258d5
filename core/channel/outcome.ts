import type { CardType } from "./card.ts";
import type { FailureReason } from "./failure_reason.ts";

/** Where the payer goes on. `code` is drawn as a QR code; `url` is opened or linked beside it. */
export type Launch =
  | { readonly type: "redirect"; readonly url: string }
  | { readonly type: "code"; readonly content: string; readonly url: string };

/** What a channel said about money. Silence, timeouts and garbage are `unclear`, never `failed`. */
export type PaymentOutcome =
  | {
    readonly type: "succeeded";
    readonly channelTxnNo: string;
    readonly cardType: CardType | undefined;
    readonly cardLastFour: string | undefined;
    /** The channel's token or digest of the card; four digits are not a card. Absent when it names none. */
    readonly cardToken?: string | undefined;
  }
  | { readonly type: "failed"; readonly reason: FailureReason }
  | { readonly type: "unclear" };

export type StartOutcome = PaymentOutcome | { readonly type: "launched"; readonly launch: Launch };

export type RefundOutcome =
  | { readonly type: "succeeded"; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly failure: string }
  | { readonly type: "unclear" };
