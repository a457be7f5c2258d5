import type { Checks } from "./checks.ts";

/** What succeeded, by merchant number, day in Asia/Shanghai and kind. */
export const successes = `
  select merchant_no, strftime('%Y-%m-%d', ended_at / 1000 + 28800, 'unixepoch') as day, kind,
    count(*) as n, sum(amount) as total
  from (
    select merchant_no, ended_at, 'paid' as kind, amount from payments where settles = 1
    union all
    select merchant_no, ended_at, 'deducted', amount from deductions where state = 'succeeded'
    union all
    select merchant_no, ended_at, 'refunded', amount from refunds
    where state = 'succeeded' and cause = 'merchant'
  ) group by 1, 2, 3`;

/** What ended, by merchant number, hour since 1970 and kind. */
export const endings = `
  select merchant_no, ended_at / 3600000 as hour, kind, count(*) as n, sum(amount) as total
  from (
    select merchant_no, ended_at, iif(state = 'failed', 'failed', 'paid') as kind, amount
    from payments where settles = 1 or state = 'failed'
    union all
    select merchant_no, ended_at, iif(state = 'failed', 'failed', 'deducted'), amount
    from deductions where state in ('succeeded', 'failed')
  ) group by 1, 2, 3`;

/** A closed merchant number has ended everything, and nobody signs for it; of a stopped enterprise none is active. */
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
  "an active merchant number of a stopped enterprise": `
    select merchant_no from merchants join enterprises using (enterprise_id)
    where stopped_at is not null and state = 'active'`,
  "a day's total that differs from what succeeded in it": `
    select s.merchant_no || ' ' || s.day || ' ' || s.kind
    from (${successes}) s left join merchant_days d using (merchant_no, day, kind)
    where d.count is not s.n or d.sum is not s.total
    union all
    select d.merchant_no || ' ' || d.day || ' ' || d.kind
    from merchant_days d left join (${successes}) s using (merchant_no, day, kind)
    where s.n is null`,
  "an hour's total that differs from what ended in it": `
    select s.merchant_no || ' ' || s.hour || ' ' || s.kind
    from (${endings}) s left join merchant_hours h using (merchant_no, hour, kind)
    where h.count is not s.n or h.sum is not s.total
    union all
    select h.merchant_no || ' ' || h.hour || ' ' || h.kind
    from merchant_hours h left join (${endings}) s using (merchant_no, hour, kind)
    where s.n is null and (h.count > 0 or h.sum > 0)`,
};
