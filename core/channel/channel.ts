import type { ChannelOrderNo, ContractId, MerchantNo } from "../id.ts";
import type { AdvanceEnd } from "../deduction/network_advance.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import type { Money } from "../money.ts";
import type { Result } from "../result.ts";
import type { Duration, Instant } from "../time.ts";
import type { AskChannel } from "./ask_channel.ts";
import type { ChannelProbe } from "./channel_probe.ts";
import type { ChannelFiles } from "./channel_files.ts";
import type { BalanceChannel } from "./balance_channel.ts";
import type { CardSignal } from "./card_signal.ts";
import type { CardChannel, OpeningOutcome } from "./card_channel.ts";
import type { DeviceCardChannel } from "./device_card_channel.ts";
import type { ContractChannel } from "./contract_channel.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { PaymentOutcome, RefundOutcome, StartOutcome } from "./outcome.ts";
import type { PageConfiguration } from "./page_configuration.ts";
import type { Queried, QuerySchedule } from "./query_ladder.ts";

export const channelNames = ["sandbox", "unionpay"] as const;
/** Those that we call. */
export type CalledChannel = (typeof channelNames)[number];
/** A trusted wallet app that pays out of its users' balances, by its name in the configuration. */
export type WalletChannel = `wallet:${string}`;
/** By `bank_transfer` money comes in lines of a bank's file, and goes back by hand. */
export type ChannelName = CalledChannel | WalletChannel | "bank_transfer";

export function isWallet(channel: string): channel is WalletChannel {
  return channel.startsWith("wallet:");
}

export interface StartAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly amount: Money;
  readonly subject: string;
  readonly method: MethodName;
  readonly flow: Flow;
  /** What the payer's app shows and a till has read; only of the flow `consumer_code`. */
  readonly consumerCode: string | undefined;
  /** The payer, as the wallet app names them; only of the flow `balance`. */
  readonly walletUser: string | undefined;
  /** The payer's browser is a phone's, as it says. */
  readonly onPhone: boolean;
  readonly sentAt: Instant;
  /** After this the channel must refuse the payer. */
  readonly payBefore: Instant;
  /** Absolute URLs: where the payer's browser returns to, and where the notice goes. */
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly lang: "zh" | "en";
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
  readonly merchantNo: MerchantNo;
  /** Of the payment being refunded. */
  readonly flow?: Flow;
  readonly channelTxnNo: string;
  readonly amount: Money;
  /** All that was paid, none of it given back or refused before: a channel may then void the payment itself. */
  readonly whole: boolean;
  /** MMDD, on which the channel clears the payment. */
  readonly clearingDay?: string | undefined;
  readonly sentAt: Instant;
  readonly noticeUrl: string;
}

/** A verified notification, in our terms. */
export type ChannelNotice =
  | ContractNotice
  | (MoneyNotice & {
    readonly about: "payment" | "deduction";
    readonly outcome: PaymentOutcome;
  })
  | (MoneyNotice & { readonly about: "refund"; readonly outcome: RefundOutcome })
  | AdvanceNotice
  | CardNotice
  | DeviceCardNotice;

/** What became of what the network advanced for a deduction. */
export interface AdvanceNotice extends MoneyNotice {
  readonly about: "advance";
  readonly end: Exclude<AdvanceEnd, "reclaimed">;
}

/** What became of a card that a consumer went to bind. */
export interface CardNotice extends Omit<MoneyNotice, "amount"> {
  readonly about: "card";
  readonly outcome: OpeningOutcome;
}

/** What happened to somebody's cards and devices. */
export interface DeviceCardNotice {
  readonly about: "device_card";
  /** The channel's own user. */
  readonly subject: string;
  readonly signal: CardSignal;
}

/** What must agree with what we sent. */
export interface MoneyNotice {
  readonly channelOrderNo: ChannelOrderNo;
  readonly amount: Money;
  /** Where the channel says for whom and when it was sent, to the second. */
  readonly merchantNo?: MerchantNo;
  readonly sentAt?: Instant;
}

export type NoticeRefusal = {
  readonly code: "notice_not_readable" | "notice_signature_wrong" | "notice_facts_differ";
  readonly detail: string;
  /** The number of ours that it was sent to; undefined for what a stranger could have sent to anybody. */
  readonly merchantNo?: MerchantNo;
  /** What it says it is about. */
  readonly channelOrderNo?: string | undefined;
};

/** Sent with the status 200. */
export interface Acknowledgement {
  readonly contentType: string;
  readonly body: string;
}

export type ContractNotice =
  /** Genuine and about this contract, and says nothing that we understand: the channel is asked how it stands. */
  | {
    readonly about: "contract";
    readonly contractId: ContractId;
    readonly outcome: "unclear";
    /** The number of ours that it was sent to. */
    readonly merchantNo: MerchantNo;
  }
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
  readonly name: CalledChannel | WalletChannel;
  /** What a start comes to without the channel being asked, as a page that a browser is led to; undefined when it is. */
  startUnasked?(command: StartAtChannel): Promise<StartOutcome | undefined>;
  start(command: StartAtChannel): Promise<HttpRequest>;
  readStart(response: HttpResponse, command: StartAtChannel): Promise<StartOutcome>;
  /** When it may be asked about what no notice settled. */
  querySchedule(queried: Queried): QuerySchedule;
  query(command: AskChannel): Promise<HttpRequest>;
  readQuery(response: HttpResponse, command: AskChannel): Promise<PaymentOutcome>;
  /** Asks the channel to stop the payer from paying it; only a clear `failed` frees the order for another attempt. */
  cancel(command: AskChannel): Promise<HttpRequest>;
  readCancel(response: HttpResponse, command: AskChannel): Promise<PaymentOutcome>;
  /** So long after it was paid it can be refunded; absent where the channel has no such end. */
  refundableFor?(flow: Flow | undefined): Duration;
  /** Whether `refund` takes back the payment itself; absent where a channel has no voids. */
  voids?(command: RefundAtChannel): boolean;
  refund(command: RefundAtChannel): Promise<HttpRequest>;
  readRefund(response: HttpResponse, command: RefundAtChannel): Promise<RefundOutcome>;
  queryRefund(command: AskChannel): Promise<HttpRequest>;
  readQueryRefund(response: HttpResponse, command: AskChannel): Promise<RefundOutcome>;
  readNotice(request: HttpRequest): Promise<Result<ChannelNotice, NoticeRefusal>>;
  /** What this notice, which was taken, is answered with after the commit. */
  acknowledge(request: Pick<HttpRequest, "url">): Acknowledgement;
  /** For a page of a merchant's own inside the channel's app; undefined when the app gives no token now. */
  configurePage?(
    page: { readonly merchantNo: MerchantNo; readonly url: string },
  ): Promise<PageConfiguration | "no_app" | undefined>;
  /** Absent where there is nothing to try out. */
  readonly probe?: ChannelProbe;
  /** Absent where the channel hands out no files of its own. */
  readonly files?: ChannelFiles;
  /** Absent where it keeps no balances. */
  readonly balances?: BalanceChannel;
  /** Absent where it binds no cards. */
  readonly cards?: CardChannel;
  /** Absent where it keeps no cards on devices, or tells nobody of them. */
  readonly deviceCards?: DeviceCardChannel;
  /** Absent when the channel does not support contracts. */
  readonly contracts?: ContractChannel;
}
