import { auditedActors } from "../../core/actor.ts";
import type { Checks } from "./checks.ts";

const audited = auditedActors.map((type) => `e.by = '${type}' or e.by glob '${type}:*'`);

/** That nothing is missing from the audit chain; what it says of itself is followed entry by entry. */
export const auditChecks: Checks = {
  // Number 0 says after which event the chain begins.
  "an act without its audit entry": `
    select e.event_id, e.type, 'by', e.by from events e where (${audited.join(" or ")})
      and e.seq > (select cast(substr(hash, 7) as integer) from audit_entries where seq = 0)
      and e.event_id not in (select event_id from audit_entries where event_id is not null)`,
};
