import type { Checks } from "./checks.ts";

/** A bound card is what its last event says, and is charged only once per payment, with a code. */
export const cardChecks: Checks = {
  "a bound card that is not what its events say": `
    select binding_id from card_bindings b where state is not (
      select json_extract(data, '$.state') from events e
      where e.subject_id = b.binding_id and e.version = b.version)`,
  "a payment by a bound card whose code was not typed once": `
    select p.payment_id from payments p where flow = 'bound_card' and state = 'succeeded' and 1 <> (
      select count(*) from events e
      where e.subject_id = p.payment_id and e.type = 'payment.confirmed')`,
};
