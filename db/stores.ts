import type { ChainEnd } from "../core/audit/audit_store.ts";
import type { Deps } from "../core/deps.ts";
import type { DomainEvent } from "../core/event.ts";
import { createAuditedCommit } from "./audit/audited_commit.ts";
import { auditStore } from "./audit/queries.ts";
import { prepareCommit } from "./changes.ts";
import { alarmStore } from "./alarm/queries.ts";
import { alertStore } from "./alert/queries.ts";
import { blockStore } from "./block/queries.ts";
import { behindStore } from "./book/behind.ts";
import { clearingDayStore } from "./book/clearing_days.ts";
import { feeStore } from "./book/fees.ts";
import { bookStore } from "./book/queries.ts";
import { logoStore } from "./brand/queries.ts";
import { budgetStore } from "./budget/queries.ts";
import { channelSwitchStore } from "./channel/queries.ts";
import { canaryStore } from "./engine/canary.ts";
import { codeStore } from "./dynamic_code/queries.ts";
import { accountMessageStore } from "./message/account_queries.ts";
import { ownDataStore } from "./own_data/queries.ts";
import { erasureStore } from "./erasure/queries.ts";
import { recoveryStore } from "./recovery/queries.ts";
import { messageStore } from "./message/queries.ts";
import { limitStore } from "./limit/queries.ts";
import { ownLimitStore } from "./own_limit/queries.ts";
import { linkStore } from "./link/queries.ts";
import { healthStore } from "./health/queries.ts";
import { institutionStore } from "./institution/queries.ts";
import { reconciliationStore } from "./reconciliation/queries.ts";
import { disputeStore } from "./dispute/queries.ts";
import { differenceStore } from "./difference/queries.ts";
import { statementStore } from "./statement/queries.ts";
import { bankLineStore } from "./bank_line/queries.ts";
import { statementFileStore } from "./statement_file/queries.ts";
import { feeAgreementStore } from "./fee/queries.ts";
import { screenStore } from "./screen/queries.ts";
import { refusedNoticeStore } from "./channel/refused_notices.ts";
import { cardBindingStore } from "./card_binding/queries.ts";
import { cardholderStore } from "./cardholder/queries.ts";
import { complaintStore } from "./complaint/queries.ts";
import { channelFileStore } from "./channel_file/queries.ts";
import { openPlatformStore } from "./open_platform/queries.ts";
import { connectionStore } from "./connection/queries.ts";
import { tillStore } from "./till/queries.ts";
import { consumerStore } from "./consumer/queries.ts";
import { contractStore } from "./contract/queries.ts";
import { arrearStore } from "./arrear/queries.ts";
import { deductionStore } from "./deduction/queries.ts";
import { numberStore } from "./desk/numbers.ts";
import { merchantDesk } from "./desk/merchants.ts";
import { monthStore } from "./desk/months.ts";
import { queueStore } from "./desk/queues.ts";
import { planStore } from "./plan/queries.ts";
import { challengeStore } from "./passkey/challenges.ts";
import { proposalStore } from "./proposal/queries.ts";
import { staffStore } from "./staff/queries.ts";
import { signingStore } from "./signing/queries.ts";
import { createCommit } from "./engine/commit.ts";
import { redeliveryStore } from "./redelivery/queries.ts";
import { deliveryStore } from "./webhook/deliveries.ts";
import { endpointStore } from "./webhook/endpoints.ts";
import { enterpriseStore } from "./enterprise/queries.ts";
import { calendarStore } from "./calendar/queries.ts";
import { claimStore } from "./claim/queries.ts";
import { holdStore } from "./hold/queries.ts";
import { receiptStore } from "./receipt/queries.ts";
import { batchStore } from "./settlement_batch/queries.ts";
import { waitingStore } from "./settlement_batch/waiting.ts";
import { termsStore } from "./settlement_terms/queries.ts";
import { settlementStore } from "./settlement/queries.ts";
import { sharingStore } from "./sharing/queries.ts";
import { appApplicationStore } from "./app/queries.ts";
import { applicationStore } from "./application/queries.ts";
import { eventStore } from "./event/queries.ts";
import { merchantStore } from "./merchant/queries.ts";
import { numbersOfEnterprise, treeStore } from "./merchant/tree.ts";
import { nonceStore } from "./signature/nonces.ts";
import { fullOrderStore } from "./order/in_full.ts";
import { orderStore } from "./order/queries.ts";
import { overviewStore } from "./overview/queries.ts";
import { paymentStore } from "./payment/queries.ts";
import { ownPaymentStore } from "./payment/with_order.ts";
import { createLoad } from "./engine/query.ts";
import type { Reader } from "./engine/reader.ts";
import { consumerPasskeyStore } from "./factor/passkeys.ts";
import { passkeySignatureStore } from "./factor/signatures.ts";
import { paymentPinStore } from "./factor/pins.ts";
import { walletTicketStore } from "./wallet_app/tickets.ts";
import { consentStore } from "./consent/queries.ts";
import { oneTimeCodeStore } from "./factor/queries.ts";
import { identityStore } from "./identity/queries.ts";
import { sessionStore } from "./session/queries.ts";
import { refundStore } from "./refund/queries.ts";

export type Stores = Pick<
  Deps,
  | "load"
  | "write"
  | "commit"
  | "merchants"
  | "enterprises"
  | "applications"
  | "appApplications"
  | "settlements"
  | "sharing"
  | "nonces"
  | "orders"
  | "arrears"
  | "payments"
  | "refunds"
  | "endpoints"
  | "plans"
  | "consumers"
  | "identities"
  | "sessions"
  | "oneTimeCodes"
  | "consents"
  | "walletTickets"
  | "consumerPasskeys"
  | "paymentPins"
  | "passkeySignatures"
  | "signings"
  | "contracts"
  | "cardBindings"
  | "cardholders"
  | "deductions"
  | "messages"
  | "accountMessages"
  | "recoveries"
  | "erasures"
  | "ownData"
  | "limits"
  | "ownLimits"
  | "budgets"
  | "links"
  | "codes"
  | "screens"
  | "tills"
  | "logos"
  | "desk"
  | "channelSwitches"
  | "connections"
  | "openPlatform"
  | "channelFiles"
  | "refusedNotices"
  | "staff"
  | "challenges"
  | "proposals"
  | "blocks"
  | "books"
  | "complaints"
  | "statementFiles"
  | "statements"
  | "differences"
  | "disputes"
  | "reconciliation"
  | "bankLines"
  | "feeAgreements"
  | "calendar"
  | "settlementTerms"
  | "settlementBatches"
  | "claims"
  | "holds"
  | "receipts"
  | "alerts"
  | "alarms"
  | "health"
  | "overview"
  | "institutions"
  | "events"
  | "deliveries"
  | "redeliveries"
  | "audit"
  | "canary"
>;

/** Every port of `Deps` that is backed by the database. Stores only describe reads; `load` sends them. */
export function createStores(parts: {
  readonly reader: Reader;
  readonly write: Deps["write"];
  readonly publicUrl: string;
  readonly onWritten?: (() => void) | undefined;
}): Stores {
  const load = createLoad(parts.reader);
  const commit = createCommit<DomainEvent, ChainEnd | undefined>(parts.write, {
    prepare: (events, end) => prepareCommit(events, parts.publicUrl, end),
    onWritten: parts.onWritten,
  });
  return {
    load,
    write: parts.write,
    commit: createAuditedCommit(load, commit),
    merchants: { ...merchantStore, ...treeStore },
    enterprises: { ...enterpriseStore, ...numbersOfEnterprise },
    applications: applicationStore,
    appApplications: appApplicationStore,
    settlements: settlementStore,
    sharing: sharingStore,
    nonces: nonceStore,
    orders: { ...orderStore, ...fullOrderStore },
    payments: { ...paymentStore, ...ownPaymentStore },
    refunds: refundStore,
    endpoints: endpointStore,
    plans: planStore,
    consumers: consumerStore,
    identities: identityStore,
    sessions: sessionStore,
    oneTimeCodes: oneTimeCodeStore,
    consents: consentStore,
    walletTickets: walletTicketStore,
    consumerPasskeys: consumerPasskeyStore,
    paymentPins: paymentPinStore,
    passkeySignatures: passkeySignatureStore,
    signings: signingStore,
    contracts: contractStore,
    cardBindings: cardBindingStore,
    cardholders: cardholderStore,
    deductions: deductionStore,
    arrears: arrearStore,
    messages: messageStore,
    accountMessages: accountMessageStore,
    recoveries: recoveryStore,
    erasures: erasureStore,
    ownData: ownDataStore,
    limits: limitStore,
    ownLimits: ownLimitStore,
    budgets: budgetStore,
    links: linkStore,
    codes: codeStore,
    screens: screenStore,
    tills: tillStore,
    logos: logoStore,
    desk: { ...queueStore, ...numberStore, ...merchantDesk, ...monthStore },
    overview: overviewStore,
    channelSwitches: channelSwitchStore,
    connections: connectionStore,
    openPlatform: openPlatformStore,
    channelFiles: channelFileStore,
    refusedNotices: refusedNoticeStore,
    staff: staffStore,
    challenges: challengeStore,
    proposals: proposalStore,
    blocks: blockStore,
    books: { ...bookStore, ...clearingDayStore, ...feeStore, ...behindStore },
    complaints: complaintStore,
    statementFiles: statementFileStore,
    statements: statementStore,
    differences: differenceStore,
    disputes: disputeStore,
    reconciliation: reconciliationStore,
    bankLines: bankLineStore,
    feeAgreements: feeAgreementStore,
    calendar: calendarStore,
    settlementTerms: termsStore,
    settlementBatches: { ...waitingStore, ...batchStore },
    claims: claimStore,
    holds: holdStore,
    receipts: receiptStore,
    alerts: alertStore,
    alarms: alarmStore,
    health: healthStore,
    institutions: institutionStore,
    events: eventStore,
    deliveries: deliveryStore,
    redeliveries: redeliveryStore,
    audit: auditStore,
    canary: canaryStore,
  };
}
