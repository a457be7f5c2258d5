import type { ChannelName } from "../channel/channel.ts";
import type { TerminatedBy } from "../contract/contract.ts";
import type { ContractId, EndpointId, MerchantNo } from "../id.ts";
import type { Money } from "../money.ts";
import type { UnclearId } from "../unclear/finding.ts";
import type { Instant } from "../time.ts";

/** Where a page of a queue starts: after this one. Queues are oldest first. */
export interface Place {
  readonly at: Instant;
  readonly id: string;
}

export interface QueuePage {
  readonly past: Place | undefined;
  readonly max: number;
}

/** What its channel never answered for, and nobody asks about any more. */
export interface Unanswered {
  readonly id: UnclearId;
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly channel: ChannelName;
  readonly channelOrderNo: string;
  readonly sentAt: Instant;
  readonly queriesEndedAt: Instant;
}

/** An unsign that its channel has not confirmed. Nothing is charged any more. */
export interface WaitingUnsign {
  readonly contractId: ContractId;
  readonly merchantNo: MerchantNo;
  readonly title: string;
  readonly channel: ChannelName;
  readonly endedBy: TerminatedBy;
  readonly endedAt: Instant;
  /** How often the channel was asked again. */
  readonly asks: number;
}

/** A merchant's address that gets nothing any more. */
export interface DisabledEndpoint {
  readonly endpointId: EndpointId;
  readonly createdAt: Instant;
  readonly merchantNo: MerchantNo;
  readonly url: string;
  readonly reason: string;
  readonly failingSince: Instant | undefined;
}
