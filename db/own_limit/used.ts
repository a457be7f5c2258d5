import { type SQL, sql } from "drizzle-orm";

/** What was charged on a person's contracts in a day: on one of them, or on all that are test or live as it is. */
export function chargedOn(
  { contractId, about, day }: { readonly contractId: SQL; readonly about: SQL; readonly day: SQL },
): SQL {
  return sql`iif(${about} = 'charges', (
    select coalesce(sum(d.spent), 0) from contracts c
    join merchants m on m.merchant_no = c.merchant_no
    join contracts e on e.consumer_id = c.consumer_id
    join merchants n on n.merchant_no = e.merchant_no and n.mode = m.mode
    join contract_days d on d.contract_id = e.contract_id and d.day = ${day}
    where c.contract_id = ${contractId}
  ), coalesce((select spent from contract_days where contract_id = ${contractId} and day = ${day}), 0))`;
}

/** What a person paid in a day by methods that we verify ourselves, test or live as `scope` is. */
export function paidOn(
  { account, scope, day }: { readonly account: SQL; readonly scope: SQL; readonly day: SQL },
): SQL {
  return sql`(select coalesce(sum(v.spent), 0) from verified_days v
    left join merchants m on m.merchant_no = v.scope
    where v.account = ${account} and v.day = ${day} and coalesce(m.mode, v.scope) = coalesce(
      (select mode from merchants where merchant_no = ${scope}), ${scope}))`;
}
