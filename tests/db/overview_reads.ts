import { type Id, type IdPrefix, merchantNo } from "../../core/id.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Query } from "../../core/query.ts";
import { businessDay, instant } from "../../core/time.ts";
import { applicationStore } from "../../db/application/queries.ts";
import { merchantStore } from "../../db/merchant/queries.ts";
import { overviewStore } from "../../db/overview/queries.ts";

const merchant = merchantNo("888000000000001");
const now = instant(0);
const caller: Caller = { type: "secret_key", digest: "d" };
const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;

/** Every read of the console's home, and of a number's own settings. */
export const overviewReads: Readonly<Record<string, Query<unknown>>> = {
  "overview.day": overviewStore.day(merchant, businessDay(now)),
  "overview.hours": overviewStore.hours(merchant, 0, 23),
  "overview.outcomes": overviewStore.outcomes(merchant, businessDay(now), 14),
  "overview.deliveries": overviewStore.deliveries(merchant, 0, 23),
  "overview.unclear": overviewStore.unclear(merchant, 100),
  "overview.rejected": overviewStore.rejected(merchant, now, 10),
  "overview.polledTooOften": overviewStore.polledTooOften(merchant, now, 10),
  "merchants.secretKeysOf": merchantStore.secretKeysOf(merchant),
  "merchants.testNumberOf": merchantStore.testNumberOf(merchant),
  "applications.thatOpened": applicationStore.thatOpened(merchant),
  "applications.version": applicationStore.version(id("apl"), 1),
  "applications.waiting": applicationStore.waiting(10),
  "applications.byReference": applicationStore.byReference(caller, "canal"),
};
