import type { LinkId, OrderId } from "../id.ts";
import type { Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Query } from "../query.ts";
import type { Link } from "./link.ts";

export interface LinkStore {
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, linkId: LinkId): Query<Link | undefined>;
  byId(linkId: LinkId): Query<Link | undefined>;
  list(caller: Caller, page: Listing, filters: Filters<"state">): Query<readonly Link[]>;
  search(caller: Caller, page: Listing, filters: Filters<"link_id" | "state">): Stretch<Link>;
  owner(linkId: LinkId): Query<Merchant | undefined>;
  /** An order of this link; another's reads as absent. */
  order(linkId: LinkId, orderId: OrderId | undefined): Query<Order | undefined>;
  /** Of the link's merchant, whoever opened it. */
  orderByNo(linkId: LinkId, merchantOrderNo: string): Query<Order | undefined>;
}
