import type { Id, IdPrefix } from "../../core/id.ts";
import { merchantNo } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query } from "../../core/query.ts";
import { instant, milliseconds } from "../../core/time.ts";
import { logoStore } from "../../db/brand/queries.ts";
import { screenStore } from "../../db/screen/queries.ts";
import { tillStore } from "../../db/till/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const caller: Caller = { type: "secret_key", digest: "d" };
const sold = { merchantNo: merchantNo("888000000000001"), afterOrderId: undefined };
const day = { from: instant(0), to: instant(1) };
const place = { paidAt: instant(0), orderId: id("ord") };
const page = {
  limit: 21,
  order: "newest",
  past: undefined,
  from: undefined,
  to: undefined,
} as const;

/** Everything that a screen, its till, its console and its shop's logo read. */
export const tillReads: Readonly<Record<string, Query<unknown>>> = {
  "tills.unlocked": tillStore.unlocked(
    { till: "d", session: "d" },
    { now: instant(0), idle: milliseconds(1) },
  ),
  "tills.sales": tillStore.sales(sold, { ...day, before: undefined, max: 21 }),
  "tills.sales before": tillStore.sales(sold, { ...day, before: place, max: 21 }),
  "tills.sale": tillStore.sale(sold, id("ord")),
  "tills.paid": tillStore.paid(sold, day),
  "tills.refunded": tillStore.refunded(id("scr"), day),
  "tills.lastRefunds": tillStore.lastRefunds(id("scr"), 20),
  "tills.shift": tillStore.shift(id("scr"), id("shf")),
  "tills.shifts": tillStore.shifts(id("scr"), 8),
  "screens.ownById": screenStore.ownById(caller, id("scr")),
  "screens.list": screenStore.list(caller),
  "screens.toPair": screenStore.toPair("d"),
  "screens.merchantToPair": screenStore.merchantToPair("d"),
  "screens.newestOrderToPair": screenStore.newestOrderToPair("d"),
  "screens.byTokenDigest": screenStore.byTokenDigest("d"),
  "screens.merchant": screenStore.merchant("d"),
  "screens.order": screenStore.order("d"),
  "screens.payments": screenStore.payments("d"),
  "screens.code": screenStore.code("d"),
  "screens.search": screenStore.search(caller, page, {}).rows,
  "screens.search of a state": screenStore.search(caller, page, { state: "paired" }).rows,
  "logos.byDigest": logoStore.byDigest("d"),
};
