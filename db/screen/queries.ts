import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { MerchantNo, OrderId, ScreenId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { type Screen, SCREENS_MAX, type ScreenStanding } from "../../core/screen/screen.ts";
import type { ScreenStore } from "../../core/screen/screen_store.ts";
import { instant } from "../../core/time.ts";
import { searching, stretchOf } from "../merchant/searching.ts";
import { forCaller } from "../merchant/caller.ts";
import { readCode } from "../dynamic_code/queries.ts";
import { Columns } from "../engine/columns.ts";
import { readMerchant } from "../merchant/queries.ts";
import { readOrder } from "../order/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { PAYMENTS_OF_ORDER_MAX, readPayment } from "../payment/queries.ts";
import { dynamicCodes } from "../dynamic_code/table.ts";
import { screens } from "./table.ts";
import { merchants } from "../merchant/table.ts";
import { orders } from "../order/table.ts";
import { payments } from "../payment/table.ts";
import { build, prepare } from "../engine/statement.ts";

// A few more than a merchant may have, because two can be added at once.
const SCREENS_LISTED_MAX = SCREENS_MAX + 20;

/** After this many orders in a row from printed codes a till counts as idle, which keeps the query short. */
const ORDERS_LOOKED_AT_MAX = 1_000;

export function readScreen(row: Row, prefix = ""): Screen {
  const columns = new Columns(row, prefix);
  const [seenAt, pinSetAt] = [columns.intOrNone("seen_at"), columns.intOrNone("pin_set_at")];
  return {
    screenId: columns.text("screen_id") as ScreenId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    name: columns.text("name"),
    createdAt: instant(columns.int("created_at")),
    version: columns.int("version"),
    seenAt: seenAt === undefined ? undefined : instant(seenAt),
    pin: pinSetAt === undefined
      ? undefined
      : { digest: columns.text("pin_digest"), setAt: instant(pinSetAt) },
    refundLimit: {
      each: cny(columns.int("refund_max")),
      perDay: cny(columns.int("refund_day_max")),
    },
    ...readStanding(columns),
  };
}

function readStanding(columns: Columns): ScreenStanding {
  const state = columns.text("state");
  switch (state) {
    case "pairing":
      return {
        state,
        pairingDigest: columns.text("pairing_digest"),
        pairingExpiresAt: instant(columns.int("pairing_expires_at")),
      };
    case "paired":
      return {
        state,
        pairedAt: instant(columns.int("paired_at")),
        tokenDigest: columns.text("token_digest"),
        afterOrderId: columns.textOrNone("after_order_id") as OrderId | undefined,
      };
    case "unpaired":
      return { state, unpairedAt: instant(columns.int("unpaired_at")) };
    default:
      throw new TypeError(`Cannot read screen: unknown state "${state}"`);
  }
}

const screenRow = pack([screens, ""]);
const orderRow = pack([orders, "o_"]);
const paymentRow = pack([payments, ""]);
const merchantRow = pack([merchants, ""]);
const codeRow = pack([dynamicCodes, ""]);
const at = sql.placeholder;

const where = (condition: SQL | undefined) =>
  build.select(screenRow.fields).from(screens).where(condition);
const ownById = forCaller<{ screenId: string }>((merchantNo) =>
  where(and(eq(screens.screenId, at("screenId")), eq(screens.merchantNo, merchantNo)))
);
const list = forCaller((merchantNo) =>
  where(and(eq(screens.merchantNo, merchantNo), sql`${screens.state} <> 'unpaired'`))
    .orderBy(desc(screens.screenId)).limit(SCREENS_LISTED_MAX)
);

const search = searching({
  select: (condition, order) =>
    build.select(screenRow.fields).from(screens).where(condition).orderBy(order)
      .limit(at("limit")),
  id: screens.screenId,
  createdAt: screens.createdAt,
  merchantNo: screens.merchantNo,
  ofMerchant: {},
  ofParent: {},
  state: screens.state,
  looked: {},
});

/** The screen with this digest, its merchant, and that merchant's newest order that a till would show. */
const merchantOf = (merchantNo: SQL) =>
  prepare(
    build.select(merchantRow.fields).from(merchants)
      .where(sql`${merchants.merchantNo} = ${merchantNo}`),
  );
const newestOrder = (merchantNo: SQL, after: SQL, passed = 0) =>
  sql`(select order_id from (
    select order_id, link_id from orders where merchant_no = ${merchantNo}
      and order_id > ${after} order by order_id desc limit ${ORDERS_LOOKED_AT_MAX}
  ) where link_id is null limit 1 offset ${passed})`;

const merchantPairing = sql`(select merchant_no from screens where pairing_digest = ${
  at("digest")
})`;
const toPair = prepare(where(eq(screens.pairingDigest, at("digest"))));
const merchantToPair = merchantOf(merchantPairing);
const newestOrderToPair = prepare(
  build.select({ orderId: orders.orderId }).from(orders)
    .where(sql`${orders.orderId} = ${newestOrder(merchantPairing, sql`''`)}`),
);

const merchantPaired = sql`(select merchant_no from screens where token_digest = ${at("digest")})`;
const afterPairing = sql`(select coalesce(after_order_id, '') from screens where token_digest = ${
  at("digest")
})`;
const shown = newestOrder(merchantPaired, afterPairing);
const last = newestOrder(merchantPaired, afterPairing, 1);
const byTokenDigest = prepare(where(eq(screens.tokenDigest, at("digest"))));
const merchant = merchantOf(merchantPaired);
const orderAt = (orderId: SQL) =>
  prepare(build.select(orderRow.fields).from(orders).where(sql`${orders.orderId} = ${orderId}`));
const paymentsOf = (orderId: SQL) =>
  prepare(
    build.select(paymentRow.fields).from(payments).where(sql`${payments.orderId} = ${orderId}`)
      .orderBy(asc(payments.paymentId)).limit(PAYMENTS_OF_ORDER_MAX),
  );
const order = orderAt(shown);
const paymentsShown = paymentsOf(shown);
const lastOrder = orderAt(last);
const lastPayments = paymentsOf(last);
const code = prepare(
  build.select(codeRow.fields).from(dynamicCodes).where(sql`${dynamicCodes.orderId} = ${shown}`),
);
const seen = prepare(
  build.update(screens).set({ seenAt: sql`${at("now")}` })
    .where(eq(screens.screenId, at("screenId"))),
);

export const screenStore: ScreenStore = {
  ownById: (caller, screenId) => first(screenRow, ownById(caller, { screenId }), readScreen),
  list: (caller) => all(screenRow, list(caller, {}), readScreen),
  search: (caller, page, filters) =>
    stretchOf(search(caller, page, { ...filters }), screenRow, readScreen),
  toPair: (digest) => first(screenRow, toPair({ digest }), readScreen),
  merchantToPair: (digest) => first(merchantRow, merchantToPair({ digest }), readMerchant),
  newestOrderToPair: (digest) => ({
    statement: newestOrderToPair({ digest }),
    read: (rows) => rows[0]?.["order_id"] as OrderId | undefined,
  }),
  byTokenDigest: (digest) => first(screenRow, byTokenDigest({ digest }), readScreen),
  merchant: (digest) => first(merchantRow, merchant({ digest }), readMerchant),
  order: (digest) => first(orderRow, order({ digest }), readOrder),
  payments: (digest) => all(paymentRow, paymentsShown({ digest }), readPayment),
  code: (digest) => first(codeRow, code({ digest }), readCode),
  lastOrder: (digest) => first(orderRow, lastOrder({ digest }), readOrder),
  lastPayments: (digest) => all(paymentRow, lastPayments({ digest }), readPayment),
  seen: (screenId, now) => ({ statements: [seen({ screenId, now })], fleeting: true }),
};
