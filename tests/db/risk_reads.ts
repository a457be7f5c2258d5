import type { Id, IdPrefix } from "../../core/id.ts";
import { merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { businessDay, instant } from "../../core/time.ts";
import { blockStore } from "../../db/block/queries.ts";
import { complaintStore } from "../../db/complaint/queries.ts";
import { consumerStore } from "../../db/consumer/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const day = businessDay(instant(0));
const past = { on: day, id: id("cmp") };

const owners = {
  everybody: { type: "everybody" },
  "a merchant": { type: "merchant", merchantNo: merchantNo("888000000000001") },
  "an enterprise": { type: "enterprise", enterpriseId: id("ent") },
} as const;

/** What is read of the block list and of complaints. */
export const riskReads: Readonly<Record<string, Query<unknown>>> = {
  "blocks.byId": blockStore.byId(id("blk")),
  "blocks.list": blockStore.list({ state: "in_force", past: id("blk"), max: 21 }),
  "blocks.inForce": blockStore.inForce(["d"]),
  "blocks.findsBy": blockStore.findsBy({ consumerId: id("con"), cards: ["d"] }),
  "blocks.findsSession": blockStore.findsSession("d"),
  "blocks.peopleBehind": blockStore.peopleBehind("d"),
  "consumers.undigested": consumerStore.undigested(10),
  "complaints.byId": complaintStore.byId(id("cmp")),
  "complaints.countOf": complaintStore.countOf(id("ent"), day),
  ...Object.fromEntries(
    Object.entries(owners).flatMap(([whose, of]) =>
      (["open", "answered"] as const).map((state) => [
        `complaints of ${whose}, ${state}`,
        complaintStore.list({ of, state, past, max: 21 }),
      ])
    ),
  ),
};
