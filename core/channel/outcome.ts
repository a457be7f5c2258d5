import type { CardType } from "./card.ts";
import type { BindingId } from "../id.ts";
import type { Money } from "../money.ts";
import type { FailureReason } from "./failure_reason.ts";

/**
 * Where the payer goes on. `code` is drawn as a QR code; `url` is opened or linked beside it. `form` is posted by the
 * payer's browser. `tn` is for the merchant's own app, which gives it to the channel's control.
 */
export type Launch =
  | { readonly type: "redirect"; readonly url: string }
  | { readonly type: "code"; readonly content: string; readonly url: string }
  | {
    readonly type: "form";
    readonly action: string;
    readonly fields: Readonly<Record<string, string>>;
  }
  | { readonly type: "tn"; readonly tn: string }
  /** The channel sends the card's owner a code, which they type on our page. */
  | { readonly type: "pay_code"; readonly bindingId: BindingId };

/** What a channel said about money. Silence, timeouts and garbage are `unclear`, never `failed`. */
export type PaymentOutcome =
  | {
    readonly type: "succeeded";
    readonly channelTxnNo: string;
    readonly cardType: CardType | undefined;
    readonly cardLastFour: string | undefined;
    /** The channel's token or digest of the card; four digits are not a card. Absent when it names none. */
    readonly cardToken?: string | undefined;
    /** Less than the amount when somebody gave the payer a discount. Absent where the channel does not say. */
    readonly paidByPayer?: Money | undefined;
    /** MMDD, as the channel counts its days: never taken from a time. */
    readonly clearingDay?: string | undefined;
    /** The payer's card had too little, and the network paid for it; only of a deduction. */
    readonly advanced?: boolean | undefined;
  }
  | { readonly type: "failed"; readonly reason: FailureReason }
  | { readonly type: "unclear" };

export type StartOutcome = PaymentOutcome | { readonly type: "launched"; readonly launch: Launch };

export type RefundOutcome =
  | { readonly type: "succeeded"; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly failure: string }
  /** The card's bank took it and gave it back, for instance because the card is closed. */
  | { readonly type: "came_back"; readonly because: string }
  | { readonly type: "unclear" };
