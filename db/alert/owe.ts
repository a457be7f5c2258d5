import type { AlertKind } from "../../core/alert/alert_kind.ts";
import { alertOf } from "../../core/alert/alert_of.ts";
import type { DomainEvent } from "../../core/event.ts";
import { placeOf } from "../../core/proposal/proposal.ts";
import type { Statement } from "../../core/unit.ts";
import type { ChainedEvent } from "../event/chain.ts";

// Owed in the same write as what they tell, so that a crash never loses one.

const mailTo = (whose: string) =>
  `insert into staff_mails (mail_id, staff_id, kind, type, subject_id, at, due_at)
  select ?1 || ' ' || staff_id, staff_id, ?2, ?3, ?4, ?5, 0 from staff s
  where ${whose} and state <> 'removed' and state = 'active'
    and exists (select 1 from json_each(s.alerts) where value = ?2)`;

const TO_OWNER = mailTo("staff_id = ?4");
const TO_PLACE = mailTo("coalesce(merchant_no, '') = ?6");
/** The institution follows up with the channel, or with the merchant. */
const TO_PLACE_AND_INSTITUTION = mailTo("coalesce(merchant_no, '') in ('', ?6)");
/** Whoever could confirm it: in the place, or at the desk where no owner there could; see db/proposal/queries.ts. */
const TO_SECOND_PERSON = mailTo(`coalesce(merchant_no, '') in ('', ?6) and staff_id <> ?7
  and (coalesce(merchant_no, '') = ?6 or not exists (select 1 from staff o
    where coalesce(o.merchant_no, '') = ?6 and o.state <> 'removed' and o.role = 'owner'
      and o.state = 'active' and o.staff_id <> ?7 and o.staff_id <> ?8))`);

/** The mails that this event owes, if it is something that staff are told of. */
export function oweMails(event: DomainEvent, stored: ChainedEvent): readonly Statement[] {
  const kind = alertOf(event);
  return kind === undefined ? [] : [owed(kind, event, stored)];
}

function owed(kind: AlertKind, event: DomainEvent, stored: ChainedEvent): Statement {
  const { eventId, type, subjectId, at } = stored;
  const merchantNo = stored.merchantNo ?? "";
  const about = [eventId, kind, type, subjectId, BigInt(at)];
  switch (kind) {
    case "own_account":
      return { sql: TO_OWNER, args: about };
    case "money_unclear":
    case "endpoint_disabled":
    case "key_ends":
      return { sql: TO_PLACE_AND_INSTITUTION, args: [...about, merchantNo] };
    case "key_retired":
    case "channel_silent":
    case "job_dead":
    case "head_unpublished":
    case "credential_ends":
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
