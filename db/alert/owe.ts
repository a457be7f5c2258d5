import type { AlertKind } from "../../core/alert/alert_kind.ts";
import { alertOf } from "../../core/alert/alert_of.ts";
import type { DomainEvent, EventType } from "../../core/event.ts";
import { placeOf } from "../../core/proposal/proposal.ts";
import type { Statement } from "../../core/unit.ts";
import type { ChainedEvent } from "../event/chain.ts";

// Owed in the same write as what they tell, so that a crash never loses one.

/** The ways that somebody chose for this kind; by text message only to a phone that is known to be theirs. */
const CHOSEN =
  `join (select 'mail' as way, '' as tail union all select 'sms', ' sms') w on (w.way = 'mail' or sealed_phone is not null)
    and exists (select 1 from json_each(iif(w.way = 'mail', alerts, sms_alerts)) where value = ?2)`;
/** What they chose or not. */
const BY_MAIL = `join (select 'mail' as way, '' as tail) w`;

const tell = (whose: string, ways = CHOSEN) =>
  `insert into staff_alerts (alert_id, staff_id, way, kind, type, subject_id, at, due_at)
  select ?1 || ' ' || staff_id || w.tail, staff_id, w.way, ?2, ?3, ?4, ?5, 0 from staff s ${ways}
  where ${whose} and state <> 'removed' and state = 'active'`;

const TO_OWNER = tell("staff_id = ?4");
/** Whoever had the phone before is told in a way that does not lead to the new one. */
const TO_OWNER_BY_MAIL = tell("staff_id = ?4", BY_MAIL);
const TO_PLACE = tell("coalesce(merchant_no, '') = ?6");
/** The institution follows up with the channel, or with the merchant. */
const TO_PLACE_AND_INSTITUTION = tell("coalesce(merchant_no, '') in ('', ?6)");
/** Whoever could confirm it: in the place, or at the desk where no owner there could; see db/proposal/queries.ts. */
const TO_SECOND_PERSON = tell(`coalesce(merchant_no, '') in ('', ?6) and staff_id <> ?7
  and (coalesce(merchant_no, '') = ?6 or not exists (select 1 from staff o
    where coalesce(o.merchant_no, '') = ?6 and o.state <> 'removed' and o.role = 'owner'
      and o.state = 'active' and o.staff_id <> ?7 and o.staff_id <> ?8))`);

const ofPhone: ReadonlySet<string> = new Set<EventType>(["staff.phone_set", "staff.phone_removed"]);

/** The mails and text messages that this event owes, if it is something that staff are told of. */
export function oweAlerts(event: DomainEvent, stored: ChainedEvent): readonly Statement[] {
  const kind = alertOf(event);
  return kind === undefined ? [] : [owed(kind, event, stored)];
}

function owed(kind: AlertKind, event: DomainEvent, stored: ChainedEvent): Statement {
  const { eventId, type, subjectId, at } = stored;
  const merchantNo = stored.merchantNo ?? "";
  const about = [eventId, kind, type, subjectId, BigInt(at)];
  switch (kind) {
    case "own_account":
      return { sql: ofPhone.has(type) ? TO_OWNER_BY_MAIL : TO_OWNER, args: about };
    case "money_unclear":
    case "endpoint_disabled":
    case "key_ends":
      return { sql: TO_PLACE_AND_INSTITUTION, args: [...about, merchantNo] };
    case "dispute_opened": {
      const place = type === "dispute.escalated" ? "" : merchantNo;
      return { sql: TO_PLACE, args: [...about, place] };
    }
    case "dispute_due":
    case "dispute_decided":
    case "key_retired":
    case "channel_silent":
    case "job_dead":
    case "head_unpublished":
    case "credential_ends":
    case "difference_overdue":
    case "summary_differs":
      return { sql: TO_PLACE, args: [...about, merchantNo] };
    case "proposal_waits": {
      if (!("proposal" in event)) throw new TypeError(`Cannot tell a second person of ${type}`);
      const { act, proposedBy } = event.proposal;
      const place = placeOf(event.proposal) ?? "";
      const whom = "staffId" in act ? act.staffId : "";
      return { sql: TO_SECOND_PERSON, args: [...about, place, proposedBy, whom] };
    }
  }
}
