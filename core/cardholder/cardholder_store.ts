import type { ChannelName } from "../channel/channel.ts";
import type { CardholderId, ConsumerId, ContractId, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Duration, Instant } from "../time.ts";
import type { Card, CardDevice, Cardholder, DeviceCard } from "./cardholder.ts";
import type { Suspension } from "./suspension.ts";

/** A suspension with what it is of. */
export interface KeptSuspension extends Suspension {
  readonly ofId: string;
}

/** A contract that charges by a token. */
export interface ContractByCard {
  readonly token: string;
  readonly contractId: ContractId;
  readonly contractCode: string;
  readonly merchantNo: MerchantNo;
  readonly clockOffset: Duration;
}

type Unsuspended<T> = Omit<T, "suspensions">;

/** Reads of what channels keep for holders; `load` them together. */
export interface CardholderStore {
  bySubject(channel: ChannelName, subject: string): Query<Cardholder | undefined>;
  /** Whose card or device card has it. */
  byToken(channel: ChannelName, token: string): Query<Cardholder | undefined>;
  byId(cardholderId: CardholderId): Query<Cardholder | undefined>;
  /** Of a person, as each channel that knows them. */
  ofConsumer(consumerId: ConsumerId): Query<readonly Cardholder[]>;
  cards(cardholderId: CardholderId): Query<readonly Unsuspended<Card>[]>;
  devices(cardholderId: CardholderId): Query<readonly Unsuspended<CardDevice>[]>;
  /** Those that are deleted included: no token comes back. */
  deviceCards(cardholderId: CardholderId): Query<readonly Unsuspended<DeviceCard>[]>;
  suspensions(cardholderId: CardholderId): Query<readonly KeptSuspension[]>;
  /** Active or suspended, with the contract's own card among `tokens`. */
  contractsBy(channel: ChannelName, tokens: readonly string[]): Query<readonly ContractByCard[]>;
  /** How many events each of these subjects has. */
  toldSoFar(subjectIds: readonly string[]): Query<ReadonlyMap<string, number>>;
  /** Whose channel is to be told of something. */
  toTell(now: Instant, max: number): Query<readonly CardholderId[]>;
}
