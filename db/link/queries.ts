import { and, eq, type SQL, sql } from "drizzle-orm";
import type { LinkId, MerchantNo } from "../../core/id.ts";
import type { Link } from "../../core/link/link.ts";
import type { LinkStore } from "../../core/link/link_store.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { Columns } from "../engine/columns.ts";
import { readMerchant } from "../merchant/queries.ts";
import { readOrder } from "../order/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { links } from "./table.ts";
import { merchants } from "../merchant/table.ts";
import { orders } from "../order/table.ts";
import { build, prepare } from "../engine/statement.ts";

function readLink(row: Row): Link {
  const columns = new Columns(row);
  const amount = columns.intOrNone("amount");
  return {
    linkId: columns.text("link_id") as LinkId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    subject: columns.text("subject"),
    amount: amount === undefined ? undefined : cny(amount),
    state: columns.text("state") as Link["state"],
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
  };
}

const linkRow = pack([links, ""]);
const merchantRow = pack([merchants, ""]);
const orderRow = pack([orders, "o_"]);
const at = sql.placeholder;

const where = (condition: SQL | undefined) =>
  build.select(linkRow.fields).from(links).where(condition);

const byId = prepare(where(eq(links.linkId, at("linkId"))));
const ownById = forCaller<{ linkId: string }>((merchantNo) =>
  where(and(eq(links.linkId, at("linkId")), eq(links.merchantNo, merchantNo)))
);
const listed = {
  select: (condition: SQL, order: SQL) => where(condition).orderBy(order).limit(at("limit")),
  id: links.linkId,
  createdAt: links.createdAt,
  merchantNo: links.merchantNo,
  ofMerchant: {},
  ofParent: {},
  state: links.state,
};
const list = listing<never>(listed);
const search = searching({ ...listed, ofMerchant: { link_id: links.linkId }, looked: {} });
const ownerNo = sql`(select merchant_no from links where link_id = ${at("linkId")})`;
const owner = prepare(
  build.select(merchantRow.fields).from(merchants).where(eq(merchants.merchantNo, ownerNo)),
);
const order = prepare(
  build.select(orderRow.fields).from(orders)
    .where(and(eq(orders.orderId, at("orderId")), eq(orders.linkId, at("linkId")))),
);
const orderByNo = prepare(
  build.select(orderRow.fields).from(orders)
    .where(and(eq(orders.merchantNo, ownerNo), eq(orders.merchantOrderNo, at("no")))),
);

export const linkStore: LinkStore = {
  ownById: (caller, linkId) => first(linkRow, ownById(caller, { linkId }), readLink),
  byId: (linkId) => first(linkRow, byId({ linkId }), readLink),
  list: (caller, page, filters) => all(linkRow, list(caller, page, filters), readLink),
  search: (caller, page, filters) => stretchOf(search(caller, page, filters), linkRow, readLink),
  owner: (linkId) => first(merchantRow, owner({ linkId }), readMerchant),
  order: (linkId, orderId) => first(orderRow, order({ linkId, orderId }), readOrder),
  orderByNo: (linkId, no) => first(orderRow, orderByNo({ linkId, no }), readOrder),
};
