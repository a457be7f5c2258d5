import { type Actor, isAudited } from "../core/actor.ts";
import type { ChainEnd } from "../core/audit/audit_store.ts";
import type { ChainHeads } from "../core/deps.ts";
import { type DomainEvent, type EventBody, specOf } from "../core/event.ts";
import type { Holds } from "../core/event_spec.ts";
import type { Statement, Unit } from "../core/unit.ts";
import { alarmChanges } from "./alarm/changes.ts";
import { appChanges } from "./app/changes.ts";
import { arrearChanges } from "./arrear/changes.ts";
import { applicationChanges } from "./application/changes.ts";
import { channelSwitchChanges, sharedSignupsChanges } from "./channel/changes.ts";
import { auditChanges } from "./audit/changes.ts";
import { type Act, END_MOVED, entriesFor } from "./audit/entries.ts";
import { newsOf } from "../core/message/account_news.ts";
import { oweNews } from "./message/owe_news.ts";
import { oweAlerts } from "./alert/owe.ts";
import { blockChanges } from "./block/changes.ts";
import { disputeChanges } from "./dispute/changes.ts";
import { differenceChanges } from "./difference/changes.ts";
import { quietDayChanges } from "./reconciliation/changes.ts";
import { cardBindingChanges } from "./card_binding/changes.ts";
import { cardholderChanges } from "./cardholder/changes.ts";
import { complaintChanges } from "./complaint/changes.ts";
import { openAppChanges } from "./open_platform/changes.ts";
import { connectionChanges } from "./connection/changes.ts";
import { consumerChanges } from "./consumer/changes.ts";
import { contractChanges } from "./contract/changes.ts";
import { deductionChanges, deductionNoticeChanges } from "./deduction/changes.ts";
import { dynamicCodeChanges } from "./dynamic_code/changes.ts";
import type { Changes } from "./engine/changes.ts";
import { type Link, linkHash } from "./event/chain.ts";
import { enterpriseChanges } from "./enterprise/changes.ts";
import { insertEvent, storedEvent } from "./event/insert_event.ts";
import { feeChanges } from "./fee/changes.ts";
import { guardStatements } from "./guards.ts";
import { institutionChanges } from "./institution/changes.ts";
import { linkChanges } from "./link/changes.ts";
import { keyChanges, merchantChanges } from "./merchant/changes.ts";
import { orderChanges, orderLink } from "./order/changes.ts";
import { ownLimitChanges } from "./own_limit/changes.ts";
import { paymentChanges, paymentLink } from "./payment/changes.ts";
import { planChanges } from "./plan/changes.ts";
import { proposalChanges } from "./proposal/changes.ts";
import { redeliveryChanges } from "./redelivery/changes.ts";
import { refundChanges, refundLink } from "./refund/changes.ts";
import { screenChanges } from "./screen/changes.ts";
import { tillChanges } from "./till/changes.ts";
import { calendarChanges } from "./calendar/changes.ts";
import { claimChanges } from "./claim/changes.ts";
import { holdChanges } from "./hold/changes.ts";
import { receiptChanges } from "./receipt/changes.ts";
import { batchChanges } from "./settlement_batch/changes.ts";
import { termsChanges } from "./settlement_terms/changes.ts";
import { settlementChanges } from "./settlement/changes.ts";
import { sharingChanges } from "./sharing/changes.ts";
import { staffChanges } from "./staff/changes.ts";
import { signingChanges } from "./signing/changes.ts";
import { statementChanges } from "./statement/changes.ts";
import { bankLineChanges } from "./bank_line/changes.ts";
import { statementFileChanges } from "./statement_file/changes.ts";
import { deliveryChanges, endpointChanges } from "./webhook/changes.ts";

const changes = {
  ...merchantChanges,
  ...enterpriseChanges,
  ...appChanges,
  ...applicationChanges,
  ...settlementChanges,
  ...sharingChanges,
  ...keyChanges,
  ...orderChanges,
  ...paymentChanges,
  ...refundChanges,
  ...linkChanges,
  ...dynamicCodeChanges,
  ...screenChanges,
  ...tillChanges,
  ...planChanges,
  ...consumerChanges,
  ...ownLimitChanges,
  ...signingChanges,
  ...contractChanges,
  ...cardBindingChanges,
  ...cardholderChanges,
  ...deductionChanges,
  ...deductionNoticeChanges,
  ...arrearChanges,
  ...endpointChanges,
  ...redeliveryChanges,
  ...deliveryChanges,
  ...channelSwitchChanges,
  ...sharedSignupsChanges,
  ...connectionChanges,
  ...openAppChanges,
  ...staffChanges,
  ...auditChanges,
  ...alarmChanges,
  ...institutionChanges,
  ...proposalChanges,
  ...blockChanges,
  ...complaintChanges,
  ...statementFileChanges,
  ...statementChanges,
  ...differenceChanges,
  ...quietDayChanges,
  ...disputeChanges,
  ...bankLineChanges,
  ...feeChanges,
  ...calendarChanges,
  ...termsChanges,
  ...batchChanges,
  ...claimChanges,
  ...holdChanges,
  ...receiptChanges,
} satisfies Changes<EventBody>;

/** Whose steps are chained: by the first word of the event's type. */
const links: Readonly<Record<string, (event: never) => Link>> = {
  order: orderLink,
  payment: paymentLink,
  refund: refundLink,
};

/** One event of a unit: how it is stored, and its statements. */
interface Step extends Act {
  readonly statements: readonly Statement[];
}

/** What must hold, then the event, then the rows it changes and the alerts it owes. Moves the head of its subject's chain in `heads`. */
export function stepOf(
  event: DomainEvent,
  publicUrl: string,
  heads: Map<string, string> = new Map(),
): Step {
  const rows = changes[event.type] as (event: DomainEvent, head: string) => readonly Statement[];
  const { holds, told = false } = specOf(event);
  const stored = storedEvent(event, publicUrl);
  const link = linkOf(event);
  const previous = heads.get(stored.subjectId) ?? link?.previous ?? "";
  const place = link &&
    { written: link.written, chain: linkHash(stored, { previous, written: link.written }) };
  if (place) heads.set(stored.subjectId, place.chain);
  return {
    stored,
    written: place?.written ?? null,
    statements: [
      ...guardStatements({ ...holds?.(event), ...agreed(event.by) }),
      insertEvent(stored, { told, place }),
      ...rows(event, place?.chain ?? ""),
      ...oweAlerts(event, stored),
      ...oweAccountNews(event),
    ],
  };
}

/** What a parent's key does for a child needs their agreement, and what somebody does who is signed in their session. */
function agreed(by: Actor): Holds {
  const under = "under" in by ? by.under : undefined;
  const within = "within" in by ? by.within : undefined;
  const session = by.type === "till" ? "till_unlocked" : "session_open";
  return {
    ...(under ? { acting_agreed: under } : {}),
    ...(within ? { [session]: within } : {}),
  };
}

function oweAccountNews(event: DomainEvent): readonly Statement[] {
  const owed = newsOf(event);
  return owed ? [oweNews(owed, { messageId: event.eventId, at: event.at })] : [];
}

function linkOf(event: DomainEvent): Link | undefined {
  const noun = event.type.slice(0, event.type.indexOf("."));
  return (links[noun] as ((event: DomainEvent) => Link) | undefined)?.(event);
}

/**
 * All of them, whole or not at all: proved by the first, locked against whoever moves the same histories on. `auditEnd`
 * is where the audit chain ends, if any of them belongs there.
 */
export function prepareCommit(
  events: readonly DomainEvent[],
  publicUrl: string,
  auditEnd: ChainEnd | undefined,
): { readonly unit: Unit; readonly heads: ChainHeads } {
  const heads = new Map<string, string>();
  const steps = events.map((each) => stepOf(each, publicUrl, heads));
  const locks = steps.map(({ stored: { subjectId, version } }) => `${subjectId} ${version}`);
  const acts = auditEnd ? steps.filter((_, i) => isAudited(events[i]!.by)) : [];
  const unit = {
    // The entries last: if a fact has changed as well, that is the reason that is reported.
    statements: [
      ...steps.flatMap(({ statements }) => statements),
      ...(auditEnd ? entriesFor(acts, auditEnd) : []),
    ],
    proof: {
      sql: "select 1 from events where event_id = ?",
      args: [events[0]?.eventId ?? ""],
    },
    locks: auditEnd ? [...locks, END_MOVED] : locks,
  };
  return { unit, heads };
}
