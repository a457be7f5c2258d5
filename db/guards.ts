import { type SQL, sql } from "drizzle-orm";
import type { Refunded } from "../core/refund/refund.ts";
import type { Guards, Holds } from "../core/event_spec.ts";
import type { Statement } from "../core/unit.ts";
import { onList } from "./block/on_list.ts";
import { build, prepare } from "./engine/statement.ts";
import { NOTHING_LEFT } from "./erasure/left.ts";
import { guards } from "./engine/table.ts";
import { chargedOn, paidOn } from "./own_limit/used.ts";
import { codeSubject } from "./signing/codes.ts";
import { waitsFor } from "./settlement_batch/waits_for.ts";

type Checks = { readonly [G in keyof Guards]: (facts: Guards[G]) => Statement };

const at = sql.placeholder;

const orderOpen = check(sql`select state = 'open' from orders where order_id = ${at("orderId")}`);
const channelOpen = check(
  sql`select not exists (select 1 from channel_switches
    where channel = ${at("channel")} and state = 'stopped')`,
);
const linkActive = check(sql`select state = 'active' from links where link_id = ${at("linkId")}`);
const contractActive = check(
  sql`select state = 'active' from contracts where contract_id = ${at("contractId")}`,
);
const chargingIs = check(
  sql`select charging_closed_at is ${at("chargingClosedAt")} and phone_lost_at is ${
    at("phoneLostAt")
  }
    from consumers where consumer_id = ${at("consumerId")}`,
);
const phoneNotLost = check(
  sql`select phone_lost_at is null from consumers where consumer_id = ${at("consumerId")}`,
);
const notErased = check(
  sql`select not exists (select 1 from erasures
    where consumer_id = ${at("consumerId")} and state = 'erased')`,
);
const cardholderKept = check(
  sql`select exists (select 1 from cardholders where cardholder_id = ${at("cardholderId")})`,
);
/** A person's contracts in force with, or without, one of the reasons to be suspended. */
const suspendedFor = (whether: SQL) =>
  check(
    sql`select not exists (select 1 from contracts
      where consumer_id = ${at("consumerId")} and state in ('active', 'suspended')
        and ${whether} (select 1 from json_each(contracts.suspensions) j
          where j.value ->> 'reason' = ${at("reason")}))`,
  );
const cardBound = check(
  sql`select state = 'bound' from card_bindings where binding_id = ${at("bindingId")}`,
);
const withinOwnLimits = check<Guards["within_own_limits"]>(
  sql`select not exists (select 1 from own_limits
    where consumer_id = ${at("consumerId")} and about in ('charges', ${at("contractId")})
      and (per_transaction < ${at("fen")} or per_day < ${at("fen")} + ${
    chargedOn({
      contractId: sql`${at("contractId")}`,
      about: sql`about`,
      day: sql`${at("day")}`,
    })
  }))`,
);
const withinOwnPayments = check<{ account: string; scope: string; day: string; fen: number }>(
  sql`select not exists (select 1 from own_limits
    where consumer_id = ${at("account")} and about = 'payments' and per_day < ${at("fen")} + ${
    paidOn({
      account: sql`${at("account")}`,
      scope: sql`${at("scope")}`,
      day: sql`${at("day")}`,
    })
  })`,
);
const notAnnouncedYet = check(
  sql`select not exists (select 1 from deduction_notices
    where contract_id = ${at("contractId")} and chargeable_from > ${at("recordedAt")}
      and used_by is null and state = 'sent' and merchant_no = ${at("merchantNo")}
      and amount = ${at("fen")} and subject = ${at("subject")}
      and charge_at is ${at("chargeAt")})`,
);
const notSignedYet = check(
  sql`select not exists (select 1 from contracts
    where consumer_id = ${at("consumerId")} and app_id = ${at("appId")}
      and plan_id = ${at("planId")} and iif(channel = ${at("channel")}, state <> 'terminated',
        state in ('active', 'suspended') and contract_id is not ${at("replaces")}))`,
);
const noKeyYet = check(
  sql`select not exists (select 1 from merchant_keys where merchant_no = ${at("merchantNo")})`,
);

const merchantActive = check(
  sql`select state = 'active' from merchants where merchant_no = ${at("merchantNo")}`,
);
const merchantsActive = check(
  sql`select count(*) = 0 from json_each(${at("nos")}) given left join merchants m
    on m.merchant_no = given.value where m.state is not 'active'`,
);
const childrenClosed = check(
  sql`select not exists (select 1 from merchants
    where parent_no = ${at("merchantNo")} and state <> 'closed')`,
);
const productsWithin = check(
  sql`select count(*) = 0 from json_each(${at("products")}) asked where asked.value not in (
    select value from merchants, json_each(merchants.products)
    where merchant_no = ${at("merchantNo")})`,
);
const childrenWithin = check(
  sql`select count(*) = 0 from merchants m, json_each(m.products) granted
    where m.parent_no = ${at("merchantNo")} and m.state <> 'closed' and granted.value not in (
      select value from json_each(${at("products")}))`,
);
const keysRevoked = check(
  sql`select not exists (select 1 from merchant_keys
    where merchant_no = ${at("merchantNo")} and state = 'active')`,
);
const merchantNotClosed = check(
  sql`select state <> 'closed' from merchants where merchant_no = ${at("merchantNo")}`,
);

const payerNotBlocked = check(
  sql`select not exists (select 1 from blocks where ${onList(sql`${at("consumerId")}`)})`,
);
const peopleDigested = check(
  sql`select not exists (select 1 from consumers where phone_digest is null)`,
);
const enterpriseNotStopped = check(
  sql`select stopped_at is null from enterprises where enterprise_id = ${at("enterpriseId")}`,
);
const actingAgreed = check(
  sql`select a.state = 'in_force' and a.first_day <= ${at("day")} and ${at("day")} <= a.last_day
        and m.state = 'active'
      from sharing_agreements a join merchants m on m.merchant_no = a.parent_no
      where a.agreement_id = ${at("agreementId")}`,
);
const endpointEnabled = check(
  sql`select state = 'enabled' from endpoints where endpoint_id = ${at("endpointId")}`,
);
const sessionOpen = check(
  sql`select exists (select 1 from staff_sessions where session_id = ${at("sessionId")})`,
);
const tillUnlocked = check(
  sql`select s.state = 'paired' from till_sessions t join screens s on s.screen_id = t.screen_id
    where t.session_id = ${at("sessionId")}`,
);
/** What of the fee has gone back once so much has, rounded as `returnedFee` does. */
function feeOfRefunded(refunded: SQL): SQL {
  return sql`(2 * t.fen * (${refunded}) + p.amount) / (2 * p.amount)`;
}
/** With what comes back of the fee by this refund, and by those of the same that are on their way. */
const refundCovered = check<Guards["refund_covered"]>(
  sql`select iif(not exists (select 1 from settlement_batches where merchant_no = ${
    at("payee")
  }), 1,
    coalesce((select balance from book_entries where account = 'payable:' || ${at("payee")}
        order by booked_at desc, no desc limit 1), 0)
      + coalesce((select ${feeOfRefunded(sql`p.refund_reserved + ${at("fen")}`)}
          - ${feeOfRefunded(sql`p.refunded`)}
        from book_transfers t join (
          select amount, refund_reserved, refunded from payments where payment_id = ${at("paidId")}
          union all select amount, refund_reserved, refunded from deductions
          where deduction_id = ${at("paidId")}) p
        where t.subject_id = ${at("paidId")} and t.line = 2 and t.code = 'fee'), 0)
      + coalesce((select overdraft from settlement_terms where merchant_no = ${at("payee")}
        and from_day <= ${at("day")} order by from_day desc limit 1), 0) >= ${at("fen")})`,
);
const holdIs = check<{ merchantNo: string; holdId: string; taken: number }>(
  sql`select (coalesce(max(hold_id), ''), coalesce(max(taken), 0)) = (${at("holdId")}, ${
    at("taken")
  }) from settlement_holds where merchant_no = ${at("merchantNo")} and state = 'in_force'`,
);
/** What stands in a counter of what refunds give back. */
function counted(column: SQL) {
  const ofPayment = check<{ id: string; fen: number }>(
    sql`select ${column} = ${at("fen")} from payments where payment_id = ${at("id")}`,
  );
  const ofDeduction = check<{ id: string; fen: number }>(
    sql`select ${column} = ${at("fen")} from deductions where deduction_id = ${at("id")}`,
  );
  return ({ of, fen }: { readonly of: Refunded; readonly fen: number }) =>
    of.deductionId === undefined
      ? ofPayment({ id: of.paymentId, fen })
      : ofDeduction({ id: of.deductionId, fen });
}

const notBeingRepaid = check(
  sql`select not exists (select 1 from orders o where o.arrear_id = ${at("arrearId")}
    and (o.state = 'open' or exists (select 1 from payments p
      where p.order_id = o.order_id and p.state = 'processing')))`,
);

/** How each fact is read inside the write. */
const checks: Checks = {
  merchants_active: ([merchantNo, ...more]) =>
    more.length === 0
      ? merchantActive({ merchantNo })
      : merchantsActive({ nos: JSON.stringify([merchantNo, ...more]) }),
  products_within: ({ merchantNo, products }) =>
    productsWithin({ merchantNo, products: JSON.stringify(products) }),
  children_within: ({ merchantNo, products }) =>
    childrenWithin({ merchantNo, products: JSON.stringify(products) }),
  children_at_most: check(
    sql`select count(*) < ${at("max")} from merchants where parent_no = ${at("merchantNo")}`,
  ),
  enterprise_not_stopped: (enterpriseId) => enterpriseNotStopped({ enterpriseId }),
  enterprise_has_active: check(
    sql`select count(*) = ${at("count")} from merchants
      where enterprise_id = ${at("enterpriseId")} and state = 'active'`,
  ),
  children_closed: (merchantNo) => childrenClosed({ merchantNo }),
  keys_revoked: (merchantNo) => keysRevoked({ merchantNo }),
  merchant_not_closed: (merchantNo) => merchantNotClosed({ merchantNo }),
  order_open: (orderId) => orderOpen({ orderId }),
  channel_open: (channel) => channelOpen({ channel }),
  link_active: (linkId) => linkActive({ linkId }),
  contract_active: (contractId) => contractActive({ contractId }),
  payer_not_blocked: ({ consumerId, cards }) =>
    payerNotBlocked({ consumerId, cards: JSON.stringify(cards) }),
  identity_movable: check(
    sql`select exists (select 1 from identities where issuer = ${at("issuer")}
        and subject = ${at("subject")} and consumer_id = ${at("consumerId")})
      and not exists (select 1 from contracts where consumer_id = ${at("consumerId")})
      and not exists (select 1 from signings where consumer_id = ${at("consumerId")}
        and state = 'confirming')
      and not exists (select 1 from card_bindings where consumer_id = ${at("consumerId")})
      and not exists (select 1 from consumer_passkeys where consumer_id = ${at("consumerId")})
      and not exists (select 1 from payment_pins where consumer_id = ${at("consumerId")})`,
  ),
  phone_quiet: check(
    sql`select coalesce(proved_at, created_at) <= ${at("silentSince")} from identities
      where issuer = 'phone' and subject = ${at("subject")}`,
  ),
  charging_is: ({ consumerId, chargingClosedAt = null, phoneLostAt = null }) =>
    chargingIs({ consumerId, chargingClosedAt, phoneLostAt }),
  all_suspended_for: suspendedFor(sql`not exists`),
  none_suspended_for: suspendedFor(sql`exists`),
  phone_not_lost: (consumerId) => phoneNotLost({ consumerId }),
  within_own_limits: withinOwnLimits,
  within_own_payments: ({ account, scope, day, fen }) =>
    withinOwnPayments({ account, scope, day, fen }),
  not_lowered: check(
    sql`select not exists (select 1 from recoveries
      where consumer_id = ${at("account")} and lowered_until > ${at("at")})`,
  ),
  nothing_left: (consumerId) => ({
    sql: `insert into guards select 0 where (${NOTHING_LEFT}) is not 1`,
    args: [consumerId],
  }),
  people_digested: () => peopleDigested({}),
  not_erased: (consumerId) => notErased({ consumerId }),
  cardholder_kept: (cardholderId) => cardholderKept({ cardholderId }),
  sharing_in_force: check(
    sql`select state = 'in_force' and first_day <= ${at("day")} and ${at("day")} <= last_day
      from sharing_agreements where agreement_id = ${at("agreementId")}`,
  ),
  acting_agreed: (under) => actingAgreed({ ...under }),
  plan_approved: check(
    sql`select state = 'approved' from plans
      where plan_id = ${at("planId")} and version = ${at("version")}`,
  ),
  not_signed_yet: (facts) => notSignedYet({ ...facts, replaces: facts.replaces ?? null }),
  not_announced_yet: ({ contractId, merchantNo, amount: { fen }, subject, chargeAt, recordedAt }) =>
    notAnnouncedYet({ contractId, merchantNo, fen, subject, chargeAt, recordedAt }),
  no_key_yet: (merchantNo) => noKeyYet({ merchantNo }),
  keys_at_most: check(
    sql`select count(*) < ${at("max")} from merchant_keys
      where merchant_no = ${at("merchantNo")} and state = 'active'`,
  ),
  endpoints_at_most: check(
    sql`select count(*) < ${at("max")} from endpoints
      where merchant_no = ${at("merchantNo")} and state <> 'deleted'`,
  ),
  screens_at_most: check(
    sql`select count(*) < ${at("max")} from screens
      where merchant_no = ${at("merchantNo")} and state <> 'unpaired'`,
  ),
  endpoint_enabled: (endpointId) => endpointEnabled({ endpointId }),
  not_on_its_way: check(
    sql`select not exists (select 1 from deliveries
      where endpoint_id = ${at("endpointId")} and event_seq = ${at("eventSeq")} and state = 'due')`,
  ),
  head_remains: check(
    sql`select exists (select 1 from staff
      where coalesce(merchant_no, '') = coalesce(${at("merchantNo")}, '') and state <> 'removed'
        and state = 'active' and role = ${at("headRole")} and staff_id <> ${at("staffId")})
      or exists (select 1 from staff
        where merchant_no = (select test_of from merchants where merchant_no = ${at("merchantNo")})
          and state <> 'removed' and state = 'active' and role = ${at("headRole")})`,
  ),
  staff_at_most: check(
    sql`select count(*) < ${at("max")} from staff
      where coalesce(merchant_no, '') = coalesce(${at("merchantNo")}, '') and state <> 'removed'`,
  ),
  nobody_yet: check(
    sql`select not exists (select 1 from staff
      where coalesce(merchant_no, '') = coalesce(${at("merchantNo")}, '') and state <> 'removed')`,
  ),
  proposals_at_most: check(
    sql`select count(*) < ${at("max")} from proposals
      where coalesce(place, '') = coalesce(${at("place")}, '') and state = 'waiting'
        and expires_at > ${at("now")}`,
  ),
  phone_code_waits: check(
    sql`select digest = ${at("digest")} from staff_phone_codes where staff_id = ${at("staffId")}`,
  ),
  signing_code_waits: check(
    sql`select exists (select 1 from one_time_codes where digest = ${at("digest")}
      and subject = ${codeSubject(sql`${at("consumerId")}`)})`,
  ),
  session_open: (sessionId) => sessionOpen({ sessionId }),
  till_unlocked: (sessionId) => tillUnlocked({ sessionId }),
  till_refunds_at_most: check(
    sql`select ${at("fen")} <= s.refund_max and ${at("fen")} + (
        select coalesce(sum(r.amount), 0) from till_refunds t
        join refunds r on r.refund_id = t.refund_id
        where t.screen_id = s.screen_id and t.at >= ${at("from")} and t.at < ${at("to")}
          and r.state <> 'failed') <= s.refund_day_max
      from screens s where s.screen_id = ${at("screenId")}`,
  ),
  refund_reserved_is: counted(sql`refund_reserved`),
  refunded_is: counted(sql`refunded`),
  card_bound: (bindingId) => cardBound({ bindingId }),
  card_bindings_at_most: check(
    sql`select count(*) < ${at("max")} from card_bindings
      where consumer_id = ${at("consumerId")} and state in ('opening', 'bound', 'deleting')`,
  ),
  refund_covered: (facts) => refundCovered(facts),
  settlement_waiting_is: check(
    sql`select (count(*), coalesce(sum(amount), 0), coalesce(sum(fee), 0)) = (${at("items")}, ${
      at("fen")
    }, ${at("fee")})
      from settlement_items where ${waitsFor(sql`${at("merchantNo")}`, sql`${at("day")}`)}`,
  ),
  hold_is: ({ merchantNo, holdId = "", taken }) => holdIs({ merchantNo, holdId, taken }),
  payout_allowed: check(
    sql`select exists (select 1 from settlement_accounts where account_id = ${at("accountId")}
        and merchant_no = ${at("accountOf")} and state = 'in_force')
      and not exists (select 1 from settlement_holds where merchant_no = ${at("merchantNo")}
        and state = 'in_force' and fen is null)`,
  ),
  not_being_repaid: (arrearId) => notBeingRepaid({ arrearId }),
  attempts_at_most: check(
    sql`select count(*) < ${at("max")} from payments where order_id = ${at("orderId")}`,
  ),
  deduction_notices_per_day: check(
    sql`select count(*) < ${at("max")} from deduction_notices
      where contract_id = ${at("contractId")} and recorded_at > ${at("since")}`,
  ),
};

/** One statement per guard, each refused when its fact does not hold; one whose row is missing does not. */
export function guardStatements(holds: Holds): readonly Statement[] {
  return (Object.keys(holds) as (keyof Guards)[]).map((guard) => named(guard, holds));
}

function named<G extends keyof Guards>(guard: G, holds: Holds): Statement {
  const facts = holds[guard] as Guards[G];
  return { ...checks[guard](facts), guard };
}

/** Inserts nothing when the fact holds, and what the table's CHECK refuses when it does not. */
function check<V extends Readonly<Record<string, unknown>>>(fact: SQL): (values: V) => Statement {
  return prepare<V>(
    build.insert(guards).select(sql`select 0 where (${fact}) is not 1`),
  );
}
