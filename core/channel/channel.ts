import type { CardType, FailureReason } from "../payment/payment.ts";
import type { ChannelOrderNo, ContractId, MerchantNo } from "../id.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import type { Money } from "../money.ts";
import type { Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { ContractChannel } from "./contract_channel.ts";
import type { Queried, QuerySchedule } from "./query_ladder.ts";

export const channelNames = ["sandbox", "unionpay"] as const;
export type ChannelName = (typeof channelNames)[number];

/** A request as plain data; the only sender is `deps.http`. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where the payer goes on. `code` is drawn as a QR code; `url` is opened or linked beside it. */
export type Launch =
  | { readonly type: "redirect"; readonly url: string }
  | { readonly type: "code"; readonly content: string; readonly url: string };

/** What a channel said about money. Silence, time-outs and nonsense are `unclear`, never `failed`. */
export type PaymentOutcome =
  | {
    readonly type: "succeeded";
    readonly channelTxnNo: string;
    readonly cardType: CardType | undefined;
    readonly cardLastFour: string | undefined;
  }
  | { readonly type: "failed"; readonly reason: FailureReason }
  | { readonly type: "unclear" };

export type StartOutcome = PaymentOutcome | { readonly type: "launched"; readonly launch: Launch };

export type RefundOutcome =
  | { readonly type: "succeeded"; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly failure: string }
  | { readonly type: "unclear" };

export interface StartAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly amount: Money;
  readonly subject: string;
  readonly method: MethodName;
  readonly flow: Flow;
  readonly sentAt: Instant;
  /** After this the channel must refuse the payer. */
  readonly payBefore: Instant;
  /** Absolute: where the payer's browser comes back, and where the notice goes. */
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly lang: "zh" | "en";
}

export interface AskChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly sentAt: Instant;
}

/** What is to be asked about at `now`, which is the clock of these merchants: of those on ours, or of the one given. */
export interface DueToQuery {
  readonly now: Instant;
  readonly merchantNo: MerchantNo | undefined;
  readonly channels: readonly ChannelName[];
  readonly max: number;
}

export interface RefundAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  /** Of the payment whose money goes back. */
  readonly channelTxnNo: string;
  readonly amount: Money;
  readonly sentAt: Instant;
  readonly noticeUrl: string;
}

/** A verified notification, in our words. */
export type ChannelNotice =
  | ContractNotice
  | {
    readonly about: "deduction";
    readonly channelOrderNo: ChannelOrderNo;
    readonly amount: Money;
    readonly outcome: PaymentOutcome;
  }
  | {
    readonly about: "payment";
    readonly channelOrderNo: ChannelOrderNo;
    readonly amount: Money;
    readonly outcome: PaymentOutcome;
  }
  | {
    readonly about: "refund";
    readonly channelOrderNo: ChannelOrderNo;
    readonly amount: Money;
    readonly outcome: RefundOutcome;
  };

export type NoticeRefusal = {
  readonly code: "notice_not_readable" | "notice_signature_wrong";
  readonly detail: string;
};

export type ContractNotice =
  /** The consumer ended the contract in the app, or the channel ended it. */
  | {
    readonly about: "contract";
    readonly contractId: ContractId;
    readonly outcome: "terminated";
    readonly by: "consumer" | "channel" | "account_closure";
  }
  /** Signed, possibly told late: it never revives what has ended. */
  | {
    readonly about: "contract";
    readonly contractId: ContractId;
    readonly outcome: "signed";
    readonly channelContractNo: string;
  };

/** One channel as pure pairs: build a request, judge a response. No I/O, no clock, no name of the channel's own API leaves. */
export interface Channel {
  readonly name: ChannelName;
  start(command: StartAtChannel): Promise<HttpRequest>;
  readStart(response: HttpResponse): Promise<StartOutcome>;
  /** When it may be asked about what no notice settled. */
  querySchedule(queried: Queried): QuerySchedule;
  query(command: AskChannel): Promise<HttpRequest>;
  readQuery(response: HttpResponse): Promise<PaymentOutcome>;
  /** Asks that the payer can no longer pay it; only a clear `failed` frees the order for another attempt. */
  cancel(command: AskChannel): Promise<HttpRequest>;
  readCancel(response: HttpResponse): Promise<PaymentOutcome>;
  refund(command: RefundAtChannel): Promise<HttpRequest>;
  readRefund(response: HttpResponse): Promise<RefundOutcome>;
  queryRefund(command: AskChannel): Promise<HttpRequest>;
  readQueryRefund(response: HttpResponse): Promise<RefundOutcome>;
  readNotice(request: HttpRequest): Promise<Result<ChannelNotice, NoticeRefusal>>;
  /** Absent when the channel cannot hold contracts. */
  readonly contracts?: ContractChannel;
}
