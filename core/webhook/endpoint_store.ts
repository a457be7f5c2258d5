import type { EndpointId, MerchantNo } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Endpoint } from "./endpoint.ts";
import type { EndpointHealth } from "./endpoint_health.ts";

/** An endpoint that could get this merchant number's events: its own, or one of its parents'. */
export interface Subscription {
  readonly about: MerchantNo;
  readonly endpoint: Subscriber;
}

export type Subscriber = Pick<
  Endpoint,
  "endpointId" | "merchantNo" | "eventTypes" | "merchantNos" | "state"
>;

export interface EndpointStore {
  ownById(caller: Caller, endpointId: EndpointId): Query<Endpoint | undefined>;
  byId(endpointId: EndpointId): Query<Endpoint | undefined>;
  byIds(endpointIds: readonly EndpointId[]): Query<readonly Endpoint[]>;
  owner(endpointId: EndpointId): Query<Merchant | undefined>;
  list(caller: Caller): Query<readonly Endpoint[]>;
  /** How the receivers of those in `list` do, attempts since `since` counted. */
  health(caller: Caller, since: Instant): Query<readonly EndpointHealth[]>;
  /** Those of the given numbers that are the caller's own or its children's, at any depth. */
  family(caller: Caller, merchantNos: readonly MerchantNo[]): Query<readonly MerchantNo[]>;
  /** Enabled ones that could receive these merchants' webhooks: their own and their parents'. */
  subscriptions(merchantNos: readonly MerchantNo[]): Query<readonly Subscription[]>;
}
