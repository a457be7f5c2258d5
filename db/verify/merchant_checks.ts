import type { Checks } from "./checks.ts";

/** A closed merchant number has ended everything, and nobody signs for it. */
export const merchantChecks: Checks = {
  "a key of a closed merchant number": `
    select kid from merchant_keys join merchants m using (merchant_no)
    where m.state = 'closed' and merchant_keys.state = 'active'
    union all
    select s.hint from secret_keys s join merchants m using (merchant_no)
    where m.state = 'closed' and s.revoked_at is null`,
  "something open at a merchant number that was wound up": `
    select order_id from orders join merchants m using (merchant_no)
    where m.state = 'closed' and m.winding_up = 0 and orders.state = 'open'
    union all
    select contract_id from contracts join merchants m using (merchant_no)
    where m.state = 'closed' and m.winding_up = 0 and contracts.state in ('active', 'suspended')`,
  "a merchant number below one that is closed": `
    select c.merchant_no from merchants c join merchants p on p.merchant_no = c.parent_no
    where p.state = 'closed' and c.state <> 'closed'`,
};
