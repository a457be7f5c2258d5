import { and, eq, type SQL, sql } from "drizzle-orm";
import type { LimitUse } from "../../core/limit/daily_limit.ts";
import type { LimitStore } from "../../core/limit/limit_store.ts";
import type { StaticTier } from "../../core/method/verification.ts";
import { cny } from "../../core/money.ts";
import type { SpentDay } from "../../core/limit/verified_limit.ts";
import type { Row } from "../../core/query.ts";
import type { BusinessDay } from "../../core/time.ts";
import { limitDays, verifiedDays } from "./table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { todayOn } from "../merchant/today.ts";
import { merchants } from "../merchant/table.ts";
import { build, prepare } from "../engine/statement.ts";

function readUse(row: Row): LimitUse {
  const columns = new Columns(row);
  const counter = {
    account: columns.text("account"),
    scope: columns.text("scope"),
    day: columns.text("day") as BusinessDay,
    tier: columns.text("tier") as StaticTier,
  };
  return { counter, spent: cny(columns.int("spent")) };
}

function readSpent(row: Row): SpentDay {
  const columns = new Columns(row);
  return {
    account: columns.text("account"),
    scope: columns.text("scope"),
    day: columns.text("day") as BusinessDay,
    spent: cny(columns.int("spent")),
  };
}

const row = pack([limitDays, ""]);
const spentRow = pack([verifiedDays, ""]);
const at = sql.placeholder;

// Two accounts, two scopes.
const ROWS_MAX = 4;

const today = todayOn(merchants);

const uses = (merchantNo: SQL) =>
  build.select(row.fields).from(merchants).innerJoin(
    limitDays,
    and(
      sql`${limitDays.account} in (${at("device")}, (
        select consumer_id from consumer_sessions where token_digest = ${at("session")}))`,
      sql`${limitDays.scope} in (${merchants.mode}, ${merchants.merchantNo})`,
      eq(limitDays.day, today),
    ),
  ).where(eq(merchants.merchantNo, merchantNo)).limit(ROWS_MAX);

const ofLink = prepare(
  uses(sql`(select merchant_no from links where link_id = ${at("linkId")})`),
);
const ofOrder = prepare(
  uses(sql`(select merchant_no from orders where order_id = ${at("orderId")})`),
);

const verifiedOfOrder = prepare(
  build.select(spentRow.fields).from(merchants).innerJoin(
    verifiedDays,
    and(
      eq(verifiedDays.account, at("consumerId")),
      sql`${verifiedDays.scope} in (${merchants.mode}, ${merchants.merchantNo})`,
      eq(verifiedDays.day, today),
    ),
  ).where(
    sql`${merchants.merchantNo} = (select merchant_no from orders where order_id = ${
      at("orderId")
    })`,
  ).limit(ROWS_MAX),
);

const ofDay = prepare(
  build.select(row.fields).from(limitDays).where(and(
    eq(limitDays.account, at("account")),
    eq(limitDays.scope, at("scope")),
    eq(limitDays.day, at("day")),
    eq(limitDays.tier, at("tier")),
  )),
);

export const limitStore: LimitStore = {
  ofLink: (linkId, accounts, now) => all(row, ofLink({ ...accounts, linkId, now }), readUse),
  ofDay: (counter) => first(row, ofDay({ ...counter }), readUse),
  ofOrder: (orderId, accounts, now) => all(row, ofOrder({ ...accounts, orderId, now }), readUse),
  verifiedOfOrder: (orderId, consumerId, now) =>
    all(spentRow, verifiedOfOrder({ orderId, consumerId, now }), readSpent),
};
