import { type AlarmEvent, alarmEvents } from "./alarm/alarm_events.ts";
import { type ArrearEvent, arrearEvents } from "./arrear/arrear_events.ts";
import { type AppEvent, appEvents } from "./app/app_events.ts";
import { type ApplicationEvent, applicationEvents } from "./application/application_events.ts";
import { type ChannelSwitchEvent, channelSwitchEvents } from "./channel/channel_switch_events.ts";
import { type SharedSignupsEvent, sharedSignupsEvents } from "./channel/shared_signups_events.ts";
import { type ConnectionEvent, connectionEvents } from "./connection/connection_events.ts";
import { type AuditEvent, auditEvents } from "./audit/audit_events.ts";
import { type BankLineEvent, bankLineEvents } from "./bank_line/bank_line_events.ts";
import { type BlockEvent, blockEvents } from "./block/block_events.ts";
import { type CardBindingEvent, cardBindingEvents } from "./card_binding/card_binding_events.ts";
import { type CardholderEvent, cardholderEvents } from "./cardholder/cardholder_events.ts";
import { type ComplaintEvent, complaintEvents } from "./complaint/complaint_events.ts";
import { type ConsumerEvent, consumerEvents } from "./consumer/consumer_events.ts";
import { type ContractEvent, contractEvents } from "./contract/contract_events.ts";
import { type DeductionEvent, deductionEvents } from "./deduction/deduction_events.ts";
import {
  type DeductionNoticeEvent,
  deductionNoticeEvents,
} from "./deduction/deduction_notice_events.ts";
import { type DynamicCodeEvent, dynamicCodeEvents } from "./dynamic_code/dynamic_code_events.ts";
import { type EnterpriseEvent, enterpriseEvents } from "./enterprise/enterprise_events.ts";
import { type OpenAppEvent, openAppEvents } from "./open_platform/open_app_events.ts";
import { type DisputeEvent, disputeEvents } from "./dispute/dispute_events.ts";
import { type ClaimEvent, claimEvents } from "./claim/claim_events.ts";
import type { EventSpec, EventSpecs, Stamp } from "./event_spec.ts";
import type { EventId, MerchantNo } from "./id.ts";
import { type BatchEvent, batchEvents } from "./settlement_batch/batch_events.ts";
import { type CalendarEvent, calendarEvents } from "./calendar/calendar_events.ts";
import { type HoldEvent, holdEvents } from "./hold/hold_events.ts";
import { type ReceiptEvent, receiptEvents } from "./receipt/receipt_events.ts";
import { type TermsEvent, termsEvents } from "./settlement_terms/terms_events.ts";
import { type FeeEvent, feeEvents } from "./fee/fee_events.ts";
import { type InstitutionEvent, institutionEvents } from "./institution/institution_events.ts";
import { type LinkEvent, linkEvents } from "./link/link_events.ts";
import { type KeyEvent, keyEvents } from "./merchant/key_events.ts";
import { type MerchantEvent, merchantEvents } from "./merchant/merchant_events.ts";
import { type OrderEvent, orderEvents } from "./order/order_events.ts";
import { type OwnLimitEvent, ownLimitEvents } from "./own_limit/own_limit_events.ts";
import { type PaymentEvent, paymentEvents } from "./payment/payment_events.ts";
import { type PlanEvent, planEvents } from "./plan/plan_events.ts";
import { type ProposalEvent, proposalEvents } from "./proposal/proposal_events.ts";
import { type RedeliveryEvent, redeliveryEvents } from "./redelivery/redelivery_events.ts";
import { type RefundEvent, refundEvents } from "./refund/refund_events.ts";
import { type ScreenEvent, screenEvents } from "./screen/screen_events.ts";
import { type SettlementEvent, settlementEvents } from "./settlement/settlement_events.ts";
import { type SharingEvent, sharingEvents } from "./sharing/sharing_events.ts";
import { type StaffEvent, staffEvents } from "./staff/staff_events.ts";
import {
  type StatementFileEvent,
  statementFileEvents,
} from "./statement_file/statement_file_events.ts";
import { type StatementEvent, statementEvents } from "./statement/statement_events.ts";
import { type SigningEvent, signingEvents } from "./signing/signing_events.ts";
import { type TillEvent, tillEvents } from "./till/till_events.ts";
import type { Instant } from "./time.ts";
import { type DifferenceEvent, differenceEvents } from "./difference/difference_events.ts";
import { type QuietDayEvent, quietDayEvents } from "./reconciliation/quiet_day_events.ts";
import { type DeliveryEvent, deliveryEvents } from "./webhook/delivery_events.ts";
import { type EndpointEvent, endpointEvents } from "./webhook/endpoint_events.ts";
import { webhookTypes } from "./webhook/event_type.ts";

/** Everything that can happen, each with the complete resource afterwards. */
export type EventBody =
  | MerchantEvent
  | EnterpriseEvent
  | AppEvent
  | ApplicationEvent
  | SettlementEvent
  | SharingEvent
  | KeyEvent
  | OrderEvent
  | PaymentEvent
  | RefundEvent
  | LinkEvent
  | DynamicCodeEvent
  | ScreenEvent
  | TillEvent
  | PlanEvent
  | ConsumerEvent
  | OwnLimitEvent
  | SigningEvent
  | ContractEvent
  | CardBindingEvent
  | CardholderEvent
  | DeductionEvent
  | DeductionNoticeEvent
  | ArrearEvent
  | EndpointEvent
  | RedeliveryEvent
  | DeliveryEvent
  | ChannelSwitchEvent
  | SharedSignupsEvent
  | ConnectionEvent
  | OpenAppEvent
  | StaffEvent
  | AuditEvent
  | AlarmEvent
  | InstitutionEvent
  | ProposalEvent
  | BlockEvent
  | ComplaintEvent
  | StatementFileEvent
  | StatementEvent
  | DifferenceEvent
  | QuietDayEvent
  | DisputeEvent
  | ClaimEvent
  | BankLineEvent
  | FeeEvent
  | CalendarEvent
  | TermsEvent
  | BatchEvent
  | HoldEvent
  | ReceiptEvent;

export type DomainEvent = EventBody & Stamp;
export type EventType = EventBody["type"];

const eventSpecs = {
  ...merchantEvents,
  ...enterpriseEvents,
  ...appEvents,
  ...applicationEvents,
  ...settlementEvents,
  ...sharingEvents,
  ...keyEvents,
  ...orderEvents,
  ...paymentEvents,
  ...refundEvents,
  ...linkEvents,
  ...dynamicCodeEvents,
  ...screenEvents,
  ...tillEvents,
  ...planEvents,
  ...consumerEvents,
  ...ownLimitEvents,
  ...signingEvents,
  ...contractEvents,
  ...cardBindingEvents,
  ...cardholderEvents,
  ...deductionEvents,
  ...deductionNoticeEvents,
  ...arrearEvents,
  ...endpointEvents,
  ...redeliveryEvents,
  ...deliveryEvents,
  ...channelSwitchEvents,
  ...sharedSignupsEvents,
  ...connectionEvents,
  ...openAppEvents,
  ...staffEvents,
  ...auditEvents,
  ...alarmEvents,
  ...institutionEvents,
  ...proposalEvents,
  ...blockEvents,
  ...complaintEvents,
  ...statementFileEvents,
  ...statementEvents,
  ...differenceEvents,
  ...quietDayEvents,
  ...disputeEvents,
  ...claimEvents,
  ...bankLineEvents,
  ...feeEvents,
  ...calendarEvents,
  ...termsEvents,
  ...batchEvents,
  ...holdEvents,
  ...receiptEvents,
} satisfies EventSpecs<EventBody>;

// Nobody subscribes to what never happens.
webhookTypes satisfies readonly EventType[];

export function specOf({ type }: EventBody): EventSpec<EventBody> {
  return eventSpecs[type] as EventSpec<EventBody>;
}

/** A fact as it is stored and shown. */
export interface RecordedEvent {
  /** Row number: grows with every commit, never reused; the fan-out's and the lists' cursor. */
  readonly seq: number;
  readonly eventId: EventId;
  readonly type: string;
  readonly merchantNo: MerchantNo;
  readonly subjectId: string;
  readonly version: number;
  /** Counts the subject's webhook events from 1 without a gap; absent on internal events. */
  readonly sequence: number | undefined;
  readonly at: Instant;
  /** The resource as the API showed it then. */
  readonly data: Readonly<Record<string, unknown>>;
}
