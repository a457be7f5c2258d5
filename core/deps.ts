import type {
  Channel,
  ChannelName,
  DueToQuery,
  HttpRequest,
  HttpResponse,
} from "./channel/channel.ts";
import type { SandboxStore } from "../sandbox/bank/sandbox_store.ts";
import type { DomainEvent, RecordedEvent } from "./event.ts";
import type {
  ChannelOrderNo,
  EndpointId,
  EventId,
  Id,
  IdPrefix,
  Kid,
  MerchantNo,
  OrderId,
  PaymentId,
  RefundId,
} from "./id.ts";
import type { Caller } from "./merchant/caller.ts";
import type { Merchant } from "./merchant/merchant.ts";
import type { MerchantKey } from "./merchant/merchant_key.ts";
import type { Order } from "./order/order.ts";
import type { Payment } from "./payment/payment.ts";
import type { Load, Query } from "./query.ts";
import type { Refund } from "./refund/refund.ts";
import type { ConsumerStore } from "./consumer/consumer_store.ts";
import type { CodeStore } from "./dynamic_code/code_store.ts";
import type { LinkStore } from "./link/link_store.ts";
import type { LimitReading } from "./limit/daily_limit.ts";
import type { LimitStore } from "./limit/limit_store.ts";
import type { ScreenStore } from "./screen/screen_store.ts";
import type { ContractStore } from "./contract/contract_store.ts";
import type { DeductionStore } from "./deduction/deduction_store.ts";
import type { PlanStore } from "./plan/plan_store.ts";
import type { SigningStore } from "./signing/signing_store.ts";
import type { SendSms } from "./sms/sms.ts";
import type { Vault } from "./secret/vault.ts";
import type { Duration, Instant } from "./time.ts";
import type { Unit, Verdict } from "./unit.ts";
import type { Watch } from "./watch.ts";
import type { DeliveryStore } from "./webhook/delivery.ts";
import type { DemoStore } from "../sandbox/demo/demo_receiver.ts";
import type { Endpoint } from "./webhook/endpoint.ts";
import type { Subscription } from "./webhook/fan_out.ts";

/** Every port the core may call. Entries build it once; tests build it with a fake clock, chance and bank. */
export interface Deps {
  readonly now: () => Instant;
  readonly random: (bytes: number) => Uint8Array;
  readonly newId: <P extends IdPrefix>(prefix: P) => Id<P>;
  readonly load: Load;
  /** The only writer of domain state: all the events and their rows, or nothing. Throws Conflict, CommitUnknown, Overloaded. */
  readonly commit: (events: readonly DomainEvent[]) => Promise<void>;
  /** Leases, nonces and other rows that are not domain state, through the same queue. */
  readonly write: (unit: Unit) => Promise<Verdict>;
  readonly merchants: MerchantStore;
  readonly nonces: NonceStore;
  readonly orders: OrderStore;
  readonly payments: PaymentStore;
  readonly refunds: RefundStore;
  readonly endpoints: EndpointStore;
  readonly plans: PlanStore;
  readonly consumers: ConsumerStore;
  readonly signings: SigningStore;
  readonly contracts: ContractStore;
  readonly deductions: DeductionStore;
  readonly limits: LimitStore;
  readonly links: LinkStore;
  readonly codes: CodeStore;
  readonly screens: ScreenStore;
  readonly events: EventStore;
  readonly deliveries: DeliveryStore;
  readonly canary: CanaryStore;
  /** The simulated bank's rows; present where `config.sandbox` is. */
  readonly sandbox?: SandboxStore;
  /** What the demo's own webhook receiver was sent; present in demo mode. */
  readonly demo?: DemoStore;
  readonly channels: Readonly<Partial<Record<ChannelName, Channel>>>;
  /** Calls a channel. Throws on a time-out or a broken connection: the outcome is then unclear. */
  readonly http: (request: HttpRequest) => Promise<HttpResponse>;
  /** Messages to consumers' phones. */
  readonly sms: SendSms;
  /** Sends a webhook after refusing private addresses, follows no redirect, reads at most 64 KiB. */
  readonly send: WebhookSender;
  readonly vault: Vault;
  /** Wakes open pages when something may have changed. */
  readonly watch: Watch;
  /** Asks that a job runs soon; never waits, never fails. */
  readonly nudge: (job: JobName) => void;
  readonly log: Log;
  readonly config: Config;
  /** In demo mode, once the demo merchant is there: its key, so that the reference's first request can be pasted. */
  readonly demoSecretKey?: () => string | undefined;
}

export interface Config {
  /** Origin without a trailing slash, e.g. `https://pay.example`. */
  readonly publicUrl: string;
  /** True when PUBLIC_URL was set: then a signed request's `htu` must be exactly under it. */
  readonly publicUrlFixed: boolean;
  readonly institution: string;
  /** Demo mode: sandbox pages, demo receiver, http receivers and loopback allowed. */
  readonly demo: boolean;
  /** Sandbox channel and test helpers for test-mode merchants. */
  readonly sandbox: boolean;
  readonly webhookAllowPrivate: boolean;
  /** How the day's limit of static codes adds up: over all merchants, or at each one by itself. */
  readonly limitScope: LimitReading;
  /** How long before a charge of a periodic plan its consumer must have been told. */
  readonly preNoticeLead: Duration;
}

/** The jobs that something which has just happened asks for; the list of all is in jobs/jobs.ts. */
export type JobName =
  | "deliver_webhooks"
  | "send_refunds"
  | "send_deductions"
  | "tell_charged"
  | "sandbox_notices";

export interface Log {
  readonly info: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
}

export interface MerchantStore {
  calling(caller: Caller): Query<Merchant | undefined>;
  byNo(merchantNo: MerchantNo): Query<Merchant | undefined>;
  ofOrder(orderId: OrderId): Query<Merchant | undefined>;
  ofPayment(no: ChannelOrderNo): Query<Merchant | undefined>;
  ofRefund(no: ChannelOrderNo): Query<Merchant | undefined>;
  ofKey(kid: Kid): Query<Merchant | undefined>;
  /** Merchants whose clock is not ours: sweeps run once for each of them too. */
  withOwnClock(): Query<readonly Merchant[]>;
  count(): Query<number>;
  /** Whatever its state; the verifier judges state and dates. */
  key(kid: Kid): Query<MerchantKey | undefined>;
  keysOf(caller: Caller): Query<readonly MerchantKey[]>;
  /** Active keys past their retire date, of merchants on our clock, or of the one merchant given. */
  keysToRetire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly MerchantKey[]>;
}

/** The `jti` of signed requests, each once per merchant. */
export interface NonceStore {
  /** Refused when it was seen before. */
  remember(merchantNo: MerchantNo, jti: string, seenAt: Instant): Unit;
  /** True when some were seen before then. */
  anyBefore(before: Instant): Query<boolean>;
  forget(before: Instant, max: number): Unit;
}

/** An order with the payment that settled it, as most readers need it. */
export interface OrderWithPayment {
  readonly order: Order;
  readonly settled: Extract<Payment, { state: "succeeded" }> | undefined;
}

export interface OrderStore {
  byNo(caller: Caller, merchantOrderNo: string): Query<OrderWithPayment | undefined>;
  /** Only the caller's own: a foreign id reads as absent. */
  ownById(caller: Caller, orderId: OrderId): Query<OrderWithPayment | undefined>;
  byId(orderId: OrderId): Query<OrderWithPayment | undefined>;
  /** Without the payment that settled it, for those who load all its payments anyway. */
  bareById(orderId: OrderId): Query<Order | undefined>;
  ofPayment(no: ChannelOrderNo): Query<OrderWithPayment | undefined>;
  list(caller: Caller, page: Page): Query<readonly OrderWithPayment[]>;
  /** Open orders past `now`, of merchants on our clock, or of the one merchant given. */
  dueToExpire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Order[]>;
}

export interface Page {
  readonly limit: number;
  /** Only what came before this id (newest first). */
  readonly before: string | undefined;
}

export interface PaymentStore {
  byId(paymentId: PaymentId): Query<Payment | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Payment | undefined>;
  ofOrder(orderId: OrderId): Query<readonly Payment[]>;
  dueToQuery(due: DueToQuery): Query<readonly Payment[]>;
}

export interface RefundStore {
  byNo(caller: Caller, merchantRefundNo: string): Query<Refund | undefined>;
  ownById(caller: Caller, refundId: RefundId): Query<Refund | undefined>;
  byId(refundId: RefundId): Query<Refund | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Refund | undefined>;
  ofOrder(orderId: OrderId): Query<readonly Refund[]>;
  /** Requested ones not yet sent, whoever asked. */
  dueToSend(channels: readonly ChannelName[], max: number): Query<readonly Refund[]>;
  dueToQuery(due: DueToQuery): Query<readonly Refund[]>;
}

export interface EndpointStore {
  ownById(caller: Caller, endpointId: EndpointId): Query<Endpoint | undefined>;
  byId(endpointId: EndpointId): Query<Endpoint | undefined>;
  byIds(endpointIds: readonly EndpointId[]): Query<readonly Endpoint[]>;
  owner(endpointId: EndpointId): Query<Merchant | undefined>;
  list(caller: Caller): Query<readonly Endpoint[]>;
  /** Those of the given numbers that are the caller's own or its children's, at any depth. */
  family(caller: Caller, merchantNos: readonly MerchantNo[]): Query<readonly MerchantNo[]>;
  /** Enabled ones that could receive these merchants' notices: their own and their parents'. */
  subscriptions(merchantNos: readonly MerchantNo[]): Query<readonly Subscription[]>;
}

export interface EventStore {
  ownById(caller: Caller, eventId: EventId): Query<RecordedEvent | undefined>;
  /** With `after`: oldest first from there on; without: newest first. Webhook events only. */
  list(caller: Caller, page: EventPage): Query<readonly RecordedEvent[]>;
  /** For the fan-out: webhook events past its cursor, oldest first. */
  afterCursor(max: number): Query<readonly RecordedEvent[]>;
}

/** One row that is written and read to see that both ways work. */
export interface CanaryStore {
  put(at: Instant): Unit;
  seen(): Query<Instant | undefined>;
  /** Whether a committed write survives power loss; `unknown` when the server does not say. */
  durability(): Query<"full" | "relaxed" | "unknown">;
}

export interface EventPage {
  readonly limit: number;
  readonly after: EventId | undefined;
  readonly before: EventId | undefined;
  readonly type: string | undefined;
}

/** What came back from a receiver, as data. */
export type SendResult =
  | {
    readonly type: "answered";
    readonly status: number;
    readonly body: string;
    readonly retryAfter: string | undefined;
  }
  | { readonly type: "refused_address"; readonly detail: string }
  | { readonly type: "timed_out" }
  | { readonly type: "broken"; readonly detail: string };

export type WebhookSender = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<SendResult>;
