import type { DomainEvent, EventType } from "../event.ts";
import type { AlertKind } from "./alert_kind.ts";

const kinds: Readonly<Partial<Record<EventType, AlertKind>>> = {
  "staff.invited_again": "own_account",
  "staff.role_changed": "own_account",
  "staff.passkey_added": "own_account",
  "staff.passkey_removed": "own_account",
  "staff.codes_replaced": "own_account",
  "staff.phone_set": "own_account",
  "staff.phone_removed": "own_account",
  "proposal.made": "proposal_waits",
  "payment.unclear": "money_unclear",
  "refund.unclear": "money_unclear",
  "deduction.unclear": "money_unclear",
  "endpoint.disabled": "endpoint_disabled",
  "key.retired": "key_retired",
  "dispute.opened": "dispute_opened",
  // Opened to the merchant, then to the institution.
  "dispute.escalated": "dispute_opened",
  "dispute.due_soon": "dispute_due",
  "dispute.charged_back": "dispute_decided",
  "dispute.reversed": "dispute_decided",
};

/** Which alert this event is, if it is one. Signing in by a recovery code is one as well: somebody may have found it. */
export function alertOf(event: DomainEvent): AlertKind | undefined {
  if (event.type === "staff.signed_in") {
    return event.session.proof === "recovery_code" ? "own_account" : undefined;
  }
  // What the merchant accepted itself is no news to it.
  if (event.type === "dispute.closed") {
    return event.dispute.state === "accepted" ? undefined : "dispute_decided";
  }
  if (event.type === "alarm.raised") return event.alarm.kind;
  return kinds[event.type];
}
