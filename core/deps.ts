import type { ArrearStore } from "./arrear/arrear_store.ts";
import type { AuditStore } from "./audit/audit_store.ts";
import type { AlarmStore } from "./alarm/alarm_store.ts";
import type { Credential } from "./alarm/credential.ts";
import type { AlertStore } from "./alert/alert_store.ts";
import type { AppApplicationStore } from "./app/app_application_store.ts";
import type { BankLineStore } from "./bank_line/bank_line_store.ts";
import type { BlockStore } from "./block/block_store.ts";
import type { BookStore } from "./book/book_store.ts";
import type { LogoStore } from "./brand/logo_store.ts";
import type { BudgetStore } from "./budget/budget_store.ts";
import type { CanaryStore } from "./canary_store.ts";
import type { CardholderStore } from "./cardholder/cardholder_store.ts";
import type { CardBindingStore } from "./card_binding/card_binding_store.ts";
import type { Channel, ChannelName, WalletChannel } from "./channel/channel.ts";
import type { ChannelFileStore } from "./channel_file/channel_file_store.ts";
import type { ChannelSwitchStore } from "./channel/channel_switch_store.ts";
import type { RefusedNoticeStore } from "./channel/refused_notice.ts";
import type { FeeAgreementStore } from "./fee/fee_agreement_store.ts";
import type { HealthStore } from "./health/health_store.ts";
import type { HttpRequest, HttpResponse } from "./channel/http.ts";
import type { DisputeStore } from "./dispute/dispute_store.ts";
import type { DifferenceStore } from "./difference/difference_store.ts";
import type { ReconciliationStore } from "./reconciliation/reconciliation_store.ts";
import type { ComplaintStore } from "./complaint/complaint_store.ts";
import type { Config } from "./config.ts";
import type { ConnectionStore } from "./connection/connection_store.ts";
import type { WalletTicketStore } from "./wallet_app/wallet_app.ts";
import type { ConsentStore } from "./consent/consent.ts";
import type { ConsumerStore } from "./consumer/consumer_store.ts";
import type { ConsumerPasskeyStore } from "./factor/consumer_passkey.ts";
import type { OneTimeCodeStore } from "./factor/one_time_code_store.ts";
import type { PasskeySignatureStore } from "./factor/passkey_signature.ts";
import type { PaymentPinStore } from "./factor/payment_pin.ts";
import type { IdentityStore } from "./identity/identity_store.ts";
import type { SessionStore } from "./session/session_store.ts";
import type { ContractStore } from "./contract/contract_store.ts";
import type { DeductionStore } from "./deduction/deduction_store.ts";
import type { DeskStore } from "./desk/desk_store.ts";
import type { CodeStore } from "./dynamic_code/code_store.ts";
import type { EnterpriseStore } from "./enterprise/enterprise_store.ts";
import type { ApplicationStore } from "./application/application_store.ts";
import type { DomainEvent } from "./event.ts";
import type { EventStore } from "./event_store.ts";
import type { Id, IdPrefix } from "./id.ts";
import type { InstitutionNow } from "./institution/institution_now.ts";
import type { InstitutionStore } from "./institution/institution_store.ts";
import type { JobName } from "./job_name.ts";
import type { LimitStore } from "./limit/limit_store.ts";
import type { LinkStore } from "./link/link_store.ts";
import type { Log } from "./log.ts";
import type { SendMail } from "./mail/mail.ts";
import type { MessageStore } from "./message/message_store.ts";
import type { MerchantStore } from "./merchant/merchant_store.ts";
import type { OpenPlatformStore } from "./open_platform/open_platform_store.ts";
import type { OwnLimitStore } from "./own_limit/own_limit_store.ts";
import type { OrderStore } from "./order/order_store.ts";
import type { OverviewStore } from "./overview/overview_store.ts";
import type { PaymentStore } from "./payment/payment_store.ts";
import type { PlanStore } from "./plan/plan_store.ts";
import type { ChallengeStore } from "./passkey/challenge_store.ts";
import type { ProposalStore } from "./proposal/proposal_store.ts";
import type { Load } from "./query.ts";
import type { RedeliveryStore } from "./redelivery/redelivery_store.ts";
import type { RefundStore } from "./refund/refund_store.ts";
import type { CalendarStore } from "./calendar/calendar_store.ts";
import type { ClaimStore } from "./claim/claim_store.ts";
import type { HoldStore } from "./hold/hold_store.ts";
import type { ReceiptStore } from "./receipt/receipt_store.ts";
import type { SettlementBatchStore } from "./settlement_batch/batch_store.ts";
import type { TermsStore } from "./settlement_terms/terms_store.ts";
import type { SettlementStore } from "./settlement/settlement_store.ts";
import type { SharingStore } from "./sharing/sharing_store.ts";
import type { ScreenStore } from "./screen/screen_store.ts";
import type { Vault } from "./secret/vault.ts";
import type { NonceStore } from "./signature/nonce_store.ts";
import type { SigningStore } from "./signing/signing_store.ts";
import type { SendSms } from "./sms/sms.ts";
import type { StatementStore } from "./statement/statement_store.ts";
import type { StatementFileStore } from "./statement_file/statement_file_store.ts";
import type { StaffStore } from "./staff/staff_store.ts";
import type { Duration, Instant } from "./time.ts";
import type { TillStore } from "./till/till_store.ts";
import type { Trace } from "./trace.ts";
import type { Unit, Verdict } from "./unit.ts";
import type { Watch } from "./watch.ts";
import type { DeliveryStore } from "./webhook/delivery_store.ts";
import type { EndpointStore } from "./webhook/endpoint_store.ts";
import type { WebhookSender } from "./webhook/sender.ts";

/** By subject: the hash that its chain ends with now. What is committed next on facts at hand goes on from there. */
export type ChainHeads = ReadonlyMap<string, string>;

/** Every port the core may call. Entries build it once; tests build it with a fake clock, randomness and bank. */
export interface Deps {
  readonly now: () => Instant;
  readonly random: (bytes: number) => Uint8Array;
  readonly newId: <P extends IdPrefix>(prefix: P) => Id<P>;
  readonly load: Load;
  /** The only writer of domain state: all the events and their rows, or nothing. Throws Conflict, CommitUnknown, Overloaded. */
  readonly commit: (events: readonly DomainEvent[]) => Promise<ChainHeads>;
  /** Leases, nonces and other rows that are not domain state, through the same queue. */
  readonly write: (unit: Unit) => Promise<Verdict>;
  readonly merchants: MerchantStore;
  readonly enterprises: EnterpriseStore;
  readonly applications: ApplicationStore;
  readonly appApplications: AppApplicationStore;
  readonly settlements: SettlementStore;
  readonly sharing: SharingStore;
  readonly nonces: NonceStore;
  readonly orders: OrderStore;
  readonly arrears: ArrearStore;
  readonly payments: PaymentStore;
  readonly refunds: RefundStore;
  readonly endpoints: EndpointStore;
  readonly plans: PlanStore;
  readonly consumers: ConsumerStore;
  readonly identities: IdentityStore;
  readonly sessions: SessionStore;
  readonly oneTimeCodes: OneTimeCodeStore;
  readonly consents: ConsentStore;
  readonly walletTickets: WalletTicketStore;
  readonly consumerPasskeys: ConsumerPasskeyStore;
  readonly paymentPins: PaymentPinStore;
  readonly passkeySignatures: PasskeySignatureStore;
  readonly signings: SigningStore;
  readonly contracts: ContractStore;
  readonly cardBindings: CardBindingStore;
  readonly cardholders: CardholderStore;
  readonly deductions: DeductionStore;
  readonly messages: MessageStore;
  readonly limits: LimitStore;
  readonly ownLimits: OwnLimitStore;
  readonly budgets: BudgetStore;
  readonly links: LinkStore;
  readonly codes: CodeStore;
  readonly screens: ScreenStore;
  readonly tills: TillStore;
  readonly logos: LogoStore;
  readonly desk: DeskStore;
  readonly overview: OverviewStore;
  readonly channelSwitches: ChannelSwitchStore;
  readonly connections: ConnectionStore;
  readonly openPlatform: OpenPlatformStore;
  readonly channelFiles: ChannelFileStore;
  readonly refusedNotices: RefusedNoticeStore;
  readonly staff: StaffStore;
  readonly challenges: ChallengeStore;
  readonly proposals: ProposalStore;
  readonly blocks: BlockStore;
  readonly books: BookStore;
  readonly complaints: ComplaintStore;
  readonly statementFiles: StatementFileStore;
  readonly statements: StatementStore;
  readonly differences: DifferenceStore;
  readonly disputes: DisputeStore;
  readonly reconciliation: ReconciliationStore;
  readonly bankLines: BankLineStore;
  readonly feeAgreements: FeeAgreementStore;
  readonly calendar: CalendarStore;
  readonly settlementTerms: TermsStore;
  readonly settlementBatches: SettlementBatchStore;
  readonly claims: ClaimStore;
  readonly holds: HoldStore;
  readonly receipts: ReceiptStore;
  readonly alerts: AlertStore;
  readonly alarms: AlarmStore;
  readonly health: HealthStore;
  readonly institutions: InstitutionStore;
  readonly institution: Pick<InstitutionNow, "refresh" | "keepFresh">;
  readonly events: EventStore;
  readonly deliveries: DeliveryStore;
  readonly redeliveries: RedeliveryStore;
  readonly audit: AuditStore;
  readonly canary: CanaryStore;
  readonly channels:
    & Readonly<Partial<Record<Exclude<ChannelName, WalletChannel>, Channel>>>
    & { readonly [wallet: WalletChannel]: Channel };
  /** Calls a channel. Throws on a timeout or a dropped connection: the outcome is then unclear. */
  readonly http: (request: HttpRequest) => Promise<HttpResponse>;
  /** Messages to consumers' phones. */
  readonly sms: SendSms;
  /** Mails to staff. */
  readonly mail: SendMail;
  /** Sends a webhook after refusing private addresses, follows no redirect, reads at most 64 KiB. */
  readonly send: WebhookSender;
  readonly vault: Vault;
  /** Wakes open pages when something may have changed. */
  readonly watch: Watch;
  /** Asks for a job to run soon; never waits, never fails. */
  readonly nudge: (job: JobName) => void;
  /** How often each job runs by itself. */
  readonly jobPeriods: () => ReadonlyMap<string, Duration>;
  /** What of the portal's own ends on a day. */
  readonly credentials: readonly Credential[];
  /** Units that wait in the writer of this process; undefined where the writer is elsewhere. */
  readonly waitingUnits?: (() => number) | undefined;
  readonly log: Log;
  /** Told of each answered request; only where telemetry is on. */
  readonly trace?: Trace | undefined;
  readonly config: Config;
}
