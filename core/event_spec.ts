import type { Actor } from "./actor.ts";
import type { ListedAs } from "./block/listed_as.ts";
import type { Consumer } from "./consumer/consumer.ts";
import type { SuspensionReason } from "./contract/suspension.ts";
import type { UnsentNotice } from "./deduction/deduction_notice.ts";
import type { Under } from "./merchant/key_actor.ts";
import type { ChannelName } from "./channel/channel.ts";
import type {
  AgreementId,
  AppId,
  ArrearId,
  BindingId,
  CardholderId,
  ConsumerId,
  ContractId,
  DeductionId,
  EndpointId,
  EnterpriseId,
  EventId,
  HoldId,
  LinkId,
  MerchantNo,
  OrderId,
  PaymentId,
  PlanId,
  ScreenId,
  SessionId,
  SettlementAccountId,
  SigningId,
  StaffId,
} from "./id.ts";
import type { Identity, QuietPhone } from "./identity/identity.ts";
import type { Refunded } from "./refund/refund.ts";
import type { HeadRole } from "./permission/role.ts";
import type { VerifiedDay } from "./limit/verified_limit.ts";
import type { BusinessDay, Instant } from "./time.ts";
import type { WebhookType } from "./webhook/event_type.ts";

/** Whose history an event belongs to, and its position in it. */
export interface Subject {
  readonly subjectId: string;
  readonly version: number;
  /** Undefined for what concerns no merchant; nobody is told of it. */
  readonly merchantNo: MerchantNo | undefined;
}

/** What every event says besides its body. */
export interface Stamp {
  readonly eventId: EventId;
  /** On the merchant's clock. */
  readonly at: Instant;
  readonly by: Actor;
}

/** What may have to hold at the moment of the write, each with whose fact it is. The name is the reason of a refusal. */
export interface Guards {
  /** From the commit on that suspends or closes one of these merchant numbers nothing new begins there. */
  readonly merchants_active: readonly MerchantNo[];
  /** Of a stopped enterprise no number is opened or resumed by itself. */
  readonly enterprise_not_stopped: EnterpriseId;
  /** A stop suspends every number that is active, also one that was opened a moment ago. */
  readonly enterprise_has_active: { readonly enterpriseId: EnterpriseId; readonly count: number };
  /** A number may do at most what the one above it may, and those below it at most what it may. */
  readonly products_within: Granted;
  readonly children_within: Granted;
  readonly children_at_most: Counted;
  /** A number is closed after those below it, with no key left that could sign. */
  readonly children_closed: MerchantNo;
  readonly keys_revoked: MerchantNo;
  /** No key is registered at a number that has just been closed. */
  readonly merchant_not_closed: MerchantNo;
  /** An attempt never starts, and no phone claims a code, on an order that has just ended. */
  readonly order_open: OrderId;
  /** From the commit that stops a channel on nothing new starts through it. */
  readonly channel_open: ChannelName;
  /** From the commit of a pause on no order is opened by the link. */
  readonly link_active: LinkId;
  /** Nobody can agree to a plan that has just gone out of force. */
  readonly plan_approved: { readonly planId: PlanId; readonly version: number };
  /** What is in force is never asked for at the channel a second time. */
  readonly not_signed_yet: {
    readonly consumerId: ConsumerId;
    readonly appId: AppId;
    readonly planId: PlanId;
    /** Ends when it is signed. */
    readonly replaces: ContractId | undefined;
    /** Another channel may still have to confirm an end. */
    readonly channel: ChannelName;
  };
  /** From the commit of a block on nothing is signed by a person, nor charged by contract to them or to a card. */
  readonly payer_not_blocked: ListedAs;
  /** An identity leaves only whose it still is, and who has nothing that would be left behind. */
  readonly identity_movable: Pick<Identity, "issuer" | "subject" | "consumerId">;
  /** Nobody's number is given to another who has answered a code with it since. */
  readonly phone_quiet: QuietPhone;
  /** Nobody is forgotten who has just signed, charged, disputed or bound something. */
  readonly nothing_left: ConsumerId;
  /** And from the commit that forgets them on, nothing that was read before it is kept about them. */
  readonly not_erased: ConsumerId;
  /** The same of what a channel keeps for a person: it begins anew, or not at all. */
  readonly cardholder_kept: CardholderId;
  /** Before everybody has the digests by which they are found, no person is put on the list. */
  readonly people_digested: true;
  /** A contract begins as its person's account stood when it was read: suspended for whatever keeps charging closed. */
  readonly charging_is: Pick<Consumer, "consumerId" | "chargingClosedAt" | "phoneLostAt">;
  /** From the commit that closes charging on every contract of the person is suspended for that, also one just signed. */
  readonly all_suspended_for: SuspendedFor;
  /** And none is left behind by the commit that ends the reason for all. */
  readonly none_suspended_for: SuspendedFor;
  /** Nothing is charged to a card, and none is bound, of whoever reported their phone as lost: its codes go there. */
  readonly phone_not_lost: ConsumerId;
  /** What a person allows themselves holds from the commit that says so on: for charges, and for what they pay. */
  readonly within_own_limits: {
    readonly contractId: ContractId;
    readonly consumerId: ConsumerId;
    readonly day: BusinessDay;
    readonly fen: number;
  };
  readonly within_own_payments: VerifiedDay & { readonly fen: number };
  /** From the commit of a recovery on, for a time, nobody pays more than tier C allows, whatever they have shown. */
  readonly not_lowered: { readonly account: string; readonly at: Instant };
  /** After the commit of an unsign no deduction is recorded, and none is sent any more. */
  readonly contract_active: ContractId;
  /** After the commit that withdraws an agreement, and after its last day, nothing is done under it. */
  readonly sharing_in_force: {
    readonly agreementId: AgreementId | undefined;
    readonly day: BusinessDay;
  };
  /** The same for what a parent's key does for a child, as long as the parent is active. */
  readonly acting_agreed: Under;
  /** Many at once do not make more than so many since then. */
  readonly deduction_notices_per_day: {
    readonly contractId: ContractId;
    readonly since: Instant;
    readonly max: number;
  };
  /** What was announced and is still to come is not announced once more; what is on its way the table itself refuses. */
  readonly not_announced_yet: Omit<UnsentNotice, "noticeId" | "state" | "version">;
  /** Many at once are not all the first. */
  readonly no_key_yet: MerchantNo;
  /** Nor do they make more of a merchant's own than so many. */
  readonly keys_at_most: Counted;
  readonly endpoints_at_most: Counted;
  readonly screens_at_most: Counted;
  /** Nothing is queued for an endpoint from the commit on that disables it. */
  readonly endpoint_enabled: EndpointId;
  /** What is still being tried is not sent once more. */
  readonly not_on_its_way: { readonly endpointId: EndpointId; readonly eventSeq: number };
  /**
   * Each place keeps somebody else who may do everything in it: the owner of a merchant number, of a test number also
   * one of its live number, and an operator's admin.
   */
  readonly head_remains: {
    readonly merchantNo: MerchantNo | undefined;
    readonly headRole: HeadRole;
    readonly staffId: StaffId;
  };
  readonly staff_at_most: { readonly merchantNo: MerchantNo | undefined; readonly max: number };
  /** Of several who invite the first person of a place, such as portals that start on an empty database, one does. */
  readonly nobody_yet: { readonly merchantNo: MerchantNo | undefined };
  /** Of those that wait in one place, this one included; what has expired waits no more. */
  readonly proposals_at_most: {
    readonly place: MerchantNo | undefined;
    readonly now: Instant;
    readonly max: number;
  };
  /** A code that was sent to a phone is used once, and not after the next was sent. */
  readonly phone_code_waits: { readonly staffId: StaffId; readonly digest: string };
  /** A code signs once, and only while the phone it was sent to is this person's. */
  readonly signing_code_waits: {
    readonly signingId: SigningId;
    readonly consumerId: ConsumerId;
    readonly digest: string;
  };
  /** What somebody does ends with their session. */
  readonly session_open: SessionId;
  /** The same at a shop's till; a screen that is unpaired has none. */
  readonly till_unlocked: SessionId;
  /** A till refunds no more than it may, each time and in a day, however many press at once. */
  readonly till_refunds_at_most: {
    readonly screenId: ScreenId;
    readonly from: Instant;
    readonly to: Instant;
    readonly fen: number;
  };
  /** What is left to refund is what somebody saw when they asked for it. */
  readonly refund_reserved_is: { readonly of: Refunded; readonly fen: number };
  /** The fee that a refund gives back depends on how much went back before it. */
  readonly refunded_is: { readonly of: Refunded; readonly fen: number };
  /** From the commit that removes a card on nothing is charged to it. */
  readonly card_bound: BindingId;
  /** Many at once do not bind more than so many cards of a consumer. */
  readonly card_bindings_at_most: { readonly consumerId: ConsumerId; readonly max: number };
  /**
   * Of a number that is settled, what it is owed covers the refund, as far as its terms let that fall. The fee of what
   * is given back comes back with it.
   */
  readonly refund_covered: {
    readonly payee: MerchantNo;
    readonly paidId: PaymentId | DeductionId;
    readonly fen: number;
    readonly day: BusinessDay;
  };
  /** A batch takes in what waits, all of it and nothing else: its sums are those that were read. */
  readonly settlement_waiting_is: {
    readonly merchantNo: MerchantNo;
    readonly day: BusinessDay;
    readonly items: number;
    readonly fen: number;
    readonly fee: number;
  };
  /** A batch holds back what is still to be held, and no hold is let go meanwhile; without an id none is in force. */
  readonly hold_is: {
    readonly merchantNo: MerchantNo;
    readonly holdId: HoldId | undefined;
    readonly taken: number;
  };
  /** Nothing goes to a bank account that was replaced, nor from a number of which everything is held. */
  readonly payout_allowed: {
    readonly merchantNo: MerchantNo;
    readonly accountOf: MerchantNo;
    readonly accountId: SettlementAccountId;
  };
  /** Nobody is paying what is owed: no order for it is open, and no payment of one without a result. */
  readonly not_being_repaid: ArrearId;
  readonly attempts_at_most: { readonly orderId: OrderId; readonly max: number };
}

/** Whose standing counts: a number's own, and that of the one it settles at. */
export function both(merchantNo: MerchantNo, other: MerchantNo | undefined): readonly MerchantNo[] {
  return other === undefined || other === merchantNo ? [merchantNo] : [merchantNo, other];
}

/** Of a person's contracts in force. */
type SuspendedFor = { readonly consumerId: ConsumerId; readonly reason: SuspensionReason };

/** The products of a merchant number as they are, or as they will be. */
interface Granted {
  readonly merchantNo: MerchantNo;
  readonly products: readonly string[];
}

/** How many of a thing a merchant number may have, this one included. */
type Counted = { readonly merchantNo: MerchantNo; readonly max: number };
export type Holds = Partial<Guards>;

interface Typed {
  readonly type: string;
}

/** The members of a union of events that may have this type, narrowed to it. */
export type EventOf<E extends Typed, T> = E extends Typed
  ? T extends E["type"] ? E & { readonly type: T } : never
  : never;

/** What the house knows of one type of event. */
export interface EventSpec<E> {
  readonly subject: (event: E) => Subject;
  /** What is stored and shown: where merchants are told, the resource as the API shows it now, else what moved. */
  readonly data: (event: E, publicUrl: string) => Readonly<Record<string, unknown>>;
  /** Merchants are told. */
  readonly told?: true;
  readonly holds?: (event: E) => Holds;
}

/** One entry per type, told exactly where `webhookTypes` has it. */
export type EventSpecs<E extends Typed> = {
  readonly [T in E["type"]]:
    & EventSpec<EventOf<E, T>>
    & (T extends WebhookType ? { readonly told: true } : { readonly told?: never });
};
