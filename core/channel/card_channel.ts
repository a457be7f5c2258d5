import type { ChannelOrderNo, MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";
import type { AskChannel } from "./ask_channel.ts";
import type { CardType } from "./card.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Launch, PaymentOutcome } from "./outcome.ts";

/** What a channel charges a bound card by; never its number. */
export interface CardToken {
  readonly token: string;
  /** Who may charge by it. */
  readonly requestor: string;
}

/** What a channel says of a card as it is bound. */
export interface CardAtChannel extends CardToken {
  readonly endsAt: Instant | undefined;
  readonly lastFour: string | undefined;
  readonly issuer: string | undefined;
  readonly type: CardType | undefined;
}

export type OpeningOutcome =
  | { readonly type: "bound"; readonly card: CardAtChannel }
  /** Nobody bound a card there in time. */
  | { readonly type: "failed" }
  | { readonly type: "unclear" };

export type CardEndOutcome =
  | { readonly type: "ended" }
  /** It can still be charged. */
  | { readonly type: "active" }
  | { readonly type: "unclear" };

/** A card on the way to being bound, on the channel's own page. */
export interface OpenAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly requestor: string;
  readonly sentAt: Instant;
  /** The payer's browser is a phone's, as it says. */
  readonly onPhone: boolean;
  /** Absolute. */
  readonly returnUrl: string;
  readonly noticeUrl: string;
}

export type AskOpening =
  & Pick<AskChannel, "channelOrderNo" | "merchantNo" | "sentAt" | "at">
  & Pick<CardToken, "requestor">;

/** About a card that is bound. Each question is a message with a number of its own. */
export interface AskCard extends CardToken {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly sentAt: Instant;
}

/** A payment by a card, before it is sent: its owner gets a code. */
export interface SendCode extends AskChannel {
  readonly card: CardToken;
  /** The payer's browser is a phone's, as it says. */
  readonly onPhone: boolean;
}

/** That a code was sent moves nothing, so a success is as unclear as silence. */
export type CodeOutcome = Extract<PaymentOutcome, { readonly type: "failed" | "unclear" }>;

export interface PayByCard extends SendCode {
  /** As the payer got it from the channel. */
  readonly code: string;
  readonly noticeUrl: string;
}

/** The side of a channel that keeps cards, as pairs of functions like the rest of it. */
export interface CardChannel {
  /** Where the consumer binds a card: a page of the channel's, which alone sees its number. */
  open(command: OpenAtChannel): Promise<Extract<Launch, { type: "form" }>>;
  /** What became of an opening that no notice has told of. */
  queryOpening(command: AskOpening): Promise<HttpRequest>;
  readQueryOpening(response: HttpResponse, command: AskOpening): Promise<OpeningOutcome>;
  /** Sent again for the same payment, the latest code counts. */
  sendCode(command: SendCode): Promise<HttpRequest>;
  readSendCode(response: HttpResponse, command: SendCode): Promise<CodeOutcome>;
  pay(command: PayByCard): Promise<HttpRequest>;
  readPay(response: HttpResponse, command: PayByCard): Promise<PaymentOutcome>;
  end(command: AskCard): Promise<HttpRequest>;
  readEnd(response: HttpResponse, command: AskCard): Promise<CardEndOutcome>;
  query(command: AskCard): Promise<HttpRequest>;
  readQuery(response: HttpResponse, command: AskCard): Promise<CardEndOutcome>;
}
