import type { ChannelOrderNo, ContractId, MerchantNo } from "../id.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import type { Money } from "../money.ts";
import type { Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { ContractChannel } from "./contract_channel.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { PaymentOutcome, RefundOutcome, StartOutcome } from "./outcome.ts";

export const channelNames = ["sandbox", "unionpay"] as const;
export type ChannelName = (typeof channelNames)[number];

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
  /** Absolute URLs: where the payer's browser returns to, and where the notice goes. */
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly lang: "zh" | "en";
}

export interface AskChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly sentAt: Instant;
}

export interface RefundAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  /** Of the payment being refunded. */
  readonly channelTxnNo: string;
  readonly amount: Money;
  readonly sentAt: Instant;
  readonly noticeUrl: string;
}

/** A verified notification, in our terms. */
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
  /** Signed, possibly reported late: it never revives a contract that has ended. */
  | {
    readonly about: "contract";
    readonly contractId: ContractId;
    readonly outcome: "signed";
    readonly channelContractNo: string;
  };

/**
 * One channel as pairs of pure functions: build a request, interpret a response. No I/O, no clock, and none of the
 * channel's own API names outside.
 */
export interface Channel {
  readonly name: ChannelName;
  start(command: StartAtChannel): Promise<HttpRequest>;
  readStart(response: HttpResponse): Promise<StartOutcome>;
  query(command: AskChannel): Promise<HttpRequest>;
  readQuery(response: HttpResponse): Promise<PaymentOutcome>;
  /** Asks the channel to stop the payer from paying it; only a clear `failed` frees the order for another attempt. */
  cancel(command: AskChannel): Promise<HttpRequest>;
  readCancel(response: HttpResponse): Promise<PaymentOutcome>;
  refund(command: RefundAtChannel): Promise<HttpRequest>;
  readRefund(response: HttpResponse): Promise<RefundOutcome>;
  queryRefund(command: AskChannel): Promise<HttpRequest>;
  readQueryRefund(response: HttpResponse): Promise<RefundOutcome>;
  readNotice(request: HttpRequest): Promise<Result<ChannelNotice, NoticeRefusal>>;
  /** Absent when the channel does not support contracts. */
  readonly contracts?: ContractChannel;
}
