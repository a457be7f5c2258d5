import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ConsumerId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { LimitedThing, OwnLimit, UsedOwnLimit } from "../../core/own_limit/own_limit.ts";
import type { OwnLimitStore } from "../../core/own_limit/own_limit_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { contracts } from "../contract/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, packWithValue } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchants } from "../merchant/table.ts";
import { todayOn } from "../merchant/today.ts";
import { orders } from "../order/table.ts";
import { ownLimits } from "./table.ts";
import { chargedOn, paidOn } from "./used.ts";

function readLimit(row: Row): OwnLimit {
  const columns = new Columns(row);
  const moneyOrNone = (name: string) => {
    const fen = columns.intOrNone(name);
    return fen === undefined ? undefined : cny(fen);
  };
  return {
    consumerId: columns.text("consumer_id") as ConsumerId,
    about: columns.text("about") as LimitedThing,
    perTransaction: moneyOrNone("per_transaction"),
    perDay: moneyOrNone("per_day"),
    changedAt: instant(columns.int("changed_at")),
    version: columns.int("version"),
  };
}

function readUsed(row: Row): UsedOwnLimit {
  return { ...readLimit(row), used: cny(new Columns(row).int("used")) };
}

const at = sql.placeholder;
const row = pack([ownLimits, ""]);
const today = todayOn(merchants);
const usedRow = (used: SQL) => packWithValue([[ownLimits, ""]], "used", used);

const charged = usedRow(chargedOn({
  contractId: sql`${contracts.contractId}`,
  about: sql`${ownLimits.about}`,
  day: today,
}));
const paid = usedRow(paidOn({
  account: sql`${ownLimits.consumerId}`,
  scope: sql`${merchants.mode}`,
  day: today,
}));

const ofConsumer = prepare<{ consumerId: string }>(
  build.select(row.fields).from(ownLimits).where(eq(ownLimits.consumerId, at("consumerId"))),
);
const of = prepare<{ consumerId: string; about: string }>(
  build.select(row.fields).from(ownLimits).where(and(
    eq(ownLimits.consumerId, at("consumerId")),
    eq(ownLimits.about, at("about")),
  )),
);
const ofContract = prepare<{ contractId: string; now: number }>(
  build.select(charged.fields).from(contracts)
    .innerJoin(merchants, eq(merchants.merchantNo, contracts.merchantNo))
    .innerJoin(
      ownLimits,
      and(
        eq(ownLimits.consumerId, contracts.consumerId),
        sql`${ownLimits.about} in ('charges', ${contracts.contractId})`,
      ),
    )
    .where(eq(contracts.contractId, at("contractId"))),
);
const ofOrder = prepare<{ orderId: string; consumerId: string; now: number }>(
  build.select(paid.fields).from(orders)
    .innerJoin(merchants, eq(merchants.merchantNo, orders.merchantNo))
    .innerJoin(
      ownLimits,
      and(eq(ownLimits.consumerId, at("consumerId")), sql`${ownLimits.about} = 'payments'`),
    )
    .where(eq(orders.orderId, at("orderId"))),
);

export const ownLimitStore: OwnLimitStore = {
  of: (consumerId, about) => first(row, of({ consumerId, about }), readLimit),
  ofConsumer: (consumerId) => all(row, ofConsumer({ consumerId }), readLimit),
  ofContract: (contractId, now) => all(charged, ofContract({ contractId, now }), readUsed),
  ofOrder: (orderId, consumerId, now) =>
    first(paid, ofOrder({ orderId, consumerId, now }), readUsed),
};
