import type { Enterprise } from "../enterprise/enterprise.ts";
import type { ChannelOrderNo, Kid, MerchantNo, OrderId } from "../id.ts";
import type { Listing, Stretch } from "../listing.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Caller } from "./caller.ts";
import type { Merchant } from "./merchant.ts";
import type { MerchantKey } from "./merchant_key.ts";
import type { SecretKeyHint } from "./secret_key.ts";

/** A merchant number with its legal subject, where that is known. */
export interface MerchantOfEnterprise {
  readonly merchant: Merchant;
  readonly enterprise: Enterprise | undefined;
}

/** Reads of who is below whom. */
export interface TreeStore {
  /** The caller's own number or one below it, at any depth; any other reads as absent. */
  inLine(caller: Caller, merchantNo: MerchantNo): Query<MerchantOfEnterprise | undefined>;
  /** Everything below the caller's number, by when it was opened. */
  listBelow(caller: Caller, page: Listing<MerchantNo>): Query<readonly MerchantOfEnterprise[]>;
  /** The same, filtered, for people. */
  searchBelow(
    caller: Caller,
    page: Listing<MerchantNo>,
    state: string | undefined,
  ): Stretch<MerchantOfEnterprise>;
  childByReference(caller: Caller, reference: string): Query<MerchantOfEnterprise | undefined>;
  countChildren(caller: Caller): Query<number>;
  /** Those above it, the nearest first. */
  lineAbove(merchantNo: MerchantNo): Query<readonly Merchant[]>;
  parentOf(merchantNo: MerchantNo): Query<Merchant | undefined>;
  /** Direct ones that have not been closed. */
  childrenOf(merchantNo: MerchantNo): Query<readonly Merchant[]>;
}

export interface KeyWithActor {
  readonly key: MerchantKey;
  /** As `actorText` writes it. */
  readonly addedBy: string;
}

export interface MerchantStore extends TreeStore {
  calling(caller: Caller): Query<Merchant | undefined>;
  byNo(merchantNo: MerchantNo): Query<Merchant | undefined>;
  ofOrder(orderId: OrderId): Query<Merchant | undefined>;
  ofPayment(no: ChannelOrderNo): Query<Merchant | undefined>;
  ofRefund(no: ChannelOrderNo): Query<Merchant | undefined>;
  ofKey(kid: Kid): Query<Merchant | undefined>;
  /** Merchants with a clock of their own: sweeps run once for each of them too. */
  withOwnClock(): Query<readonly Merchant[]>;
  /** Closed ones with orders or contracts still to be ended. */
  windingUp(max: number): Query<readonly Merchant[]>;
  /** Nothing is left to be ended; said again by the next look if it is lost. */
  woundUp(merchantNo: MerchantNo): Unit;
  /** A direct child that has not been closed. */
  openChild(merchantNo: MerchantNo): Query<Merchant | undefined>;
  /** Where a live number's people try things out. */
  testNumberOf(merchantNo: MerchantNo): Query<Merchant | undefined>;
  count(): Query<number>;
  /** In any state; the verifier checks state and dates. */
  key(kid: Kid): Query<MerchantKey | undefined>;
  keysOf(caller: Caller): Query<readonly MerchantKey[]>;
  /** Of the caller, with who added each. */
  searchKeys(caller: Caller, page: Listing, state: string | undefined): Stretch<KeyWithActor>;
  /** In any state: the same key is the same text. */
  sameKey(caller: Caller, jwk: string): Query<MerchantKey | undefined>;
  /** Those not revoked, the newest first. */
  secretKeysOf(merchantNo: MerchantNo): Query<readonly SecretKeyHint[]>;
  /** Active keys past their retire date, of merchants on our clock, or of the one merchant given. */
  keysToRetire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly MerchantKey[]>;
}
