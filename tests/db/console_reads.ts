import type { IdPrefix } from "../../core/id.ts";
import type { Listing, Stretch } from "../../core/listing.ts";
import { merchantNo } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import type { AttemptFilters } from "../../core/webhook/attempt_row.ts";
import { webhookReads } from "./webhook_reads.ts";
import { deliveryStore } from "../../db/webhook/deliveries.ts";
import { contractStore } from "../../db/contract/queries.ts";
import { deductionStore } from "../../db/deduction/queries.ts";
import { linkStore } from "../../db/link/queries.ts";
import { refundStore } from "../../db/refund/queries.ts";
import { applicationStore } from "../../db/application/queries.ts";
import { treeStore } from "../../db/merchant/tree.ts";
import { merchantStore } from "../../db/merchant/queries.ts";
import { orderStore } from "../../db/order/queries.ts";
import { planStore } from "../../db/plan/queries.ts";
import { signingStore } from "../../db/signing/queries.ts";

const now = instant(0);
const id = (prefix: IdPrefix) => `${prefix}_01KAG8M0000000000000000001`;
const caller: Caller = {
  type: "staff",
  merchantNo: merchantNo("888000000000001"),
  staffId: "stf_01KAG8M0000000000000000001",
  within: "ses_01KAG8M0000000000000000001",
};

/** Every search of the console's lists, by every set of filters, from either end, at its start and beyond. */
export const consoleReads: Record<string, Query<unknown>> = {
  ...searches(
    "orders.search",
    id("ord"),
    (page, filters) => orderStore.search(caller, page, filters),
    {
      state: "x",
      days_of: "ended" as const,
      merchant_order_no: "x",
      order_id: "x",
      link_id: "x",
      amount_from: 1,
      amount_to: 1,
      settle_merchant_no: "x",
    },
  ),
  ...webhookReads,
  ...searches(
    "delivery_attempts.search",
    id("att").replace("01KAG8M0000000000000000001", "00000000000000000000000007"),
    (page, filters) => deliveryStore.searchAttempts(caller, page, filters),
    {
      outcome: "failed",
      endpoint_id: id("whe"),
      event_type: "order.paid",
      status: "5xx",
    } as const satisfies AttemptFilters,
  ),
  ...searches(
    "links.search",
    id("lnk"),
    (page, filters) => linkStore.search(caller, page, filters),
    { state: "x", link_id: "x" },
    "never by day",
  ),
  ...searches(
    "plans.search",
    id("pln"),
    (page, filters) => planStore.search(caller, page, filters),
    { state: "x", kind: "x", plan_id: "x" },
    "never by day",
  ),
  ...searches(
    "signings.search",
    id("sgn"),
    (page, filters) => signingStore.search(caller, page, filters),
    { state: "x", contract_code: "x", plan_id: "x", user_id: "x", signing_id: "x" },
  ),
  ...searches(
    "contracts.search",
    id("ctr"),
    (page, filters) => contractStore.search(caller, page, filters, now),
    {
      state: "x",
      contract_code: "x",
      plan_id: "x",
      user_id: "x",
      open_id: "x",
      contract_id: "x",
    },
  ),
  ...searches(
    "deductions.search",
    id("ded"),
    (page, filters) => deductionStore.search(caller, page, filters, now),
    {
      state: "x",
      days_of: "ended" as const,
      merchant_order_no: "x",
      contract_id: "x",
      failure: "x",
      amount_from: 1,
      amount_to: 1,
      deduction_id: "x",
    },
  ),
  ...searches(
    "refunds.search",
    id("rfd"),
    (page, filters) => refundStore.search(caller, page, filters),
    {
      state: "x",
      days_of: "ended" as const,
      merchant_refund_no: "x",
      refund_id: "x",
      order_id: "x",
      deduction_id: "x",
      amount_from: 1,
      amount_to: 1,
      cause: "merchant",
    },
  ),
  ...searches(
    "merchant_keys.search",
    id("key"),
    (page, { state }) => merchantStore.searchKeys(caller, page, state),
    { state: "x" },
  ),
  ...searches(
    "tree.searchBelow",
    "888000000000002",
    (page, { state }) =>
      treeStore.searchBelow(
        caller,
        { ...page, past: page.past as typeof caller.merchantNo | undefined },
        state,
      ),
    { state: "x" },
  ),
  ...searches(
    "applications.search",
    id("apl"),
    (page, { state }) =>
      applicationStore.search(
        caller,
        { ...page, past: page.past as `apl_${string}` | undefined },
        state,
      ),
    { state: "x" },
  ),
};

function searches<F extends Readonly<Record<string, string | number>>>(
  name: string,
  cursor: string,
  search: (page: Listing, filters: Partial<F>) => Stretch<unknown>,
  filters: F,
  days?: "never by day",
): Record<string, Query<unknown>> {
  const sets = Object.keys(filters).reduce<readonly (readonly string[])[]>(
    (before, filter) => before.flatMap((each) => [each, [...each, filter]]),
    [[]],
  );
  const found: Record<string, Query<unknown>> = {};
  for (const order of ["newest", "oldest"] as const) {
    for (const past of [undefined, cursor]) {
      for (const from of days ? [undefined] : [undefined, instant(0)]) {
        for (const set of sets) {
          const given = Object.fromEntries(
            Object.entries(filters).filter(([each]) => set.includes(each)),
          ) as Partial<F>;
          const { rows, count, end } = search({ limit: 21, order, past, from, to: from }, given);
          const place = [name, order, past ?? "", from ?? "", ...set].join(" ");
          found[place] = rows;
          found[`${place}, counted`] = count;
          if (end) found[`${place}, its end`] = end;
        }
      }
    }
  }
  return found;
}
