import { eq, type SQL, sql } from "drizzle-orm";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { MerchantPage, MerchantsOf } from "../../core/desk/merchants_of.ts";
import type { Figure, MerchantToday } from "../../core/desk/merchant_today.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { Statement } from "../../core/unit.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { enterprises } from "../enterprise/table.ts";
import { merchants } from "../merchant/table.ts";
import { ofEnterpriseRow, readOfEnterprise } from "../merchant/tree.ts";
import { orders } from "../order/table.ts";
import { refunds } from "../refund/table.ts";

const at = sql.placeholder;

interface Listed {
  readonly where: SQL;
  /** Ends with the merchant number; an index has the same columns. */
  readonly order: SQL;
  readonly newest?: true;
}

interface Values extends Readonly<Record<string, unknown>> {
  readonly value: string;
  readonly end: string;
  readonly past: string | undefined;
  readonly max: number;
}

const { createdAt, name, merchantNo, enterpriseId, parentNo } = merchants;
const lists: Readonly<Record<MerchantsOf["type"], Listed>> = {
  all: { where: sql`true`, order: sql`${createdAt}, ${merchantNo}`, newest: true },
  name: {
    where: sql`${name} >= ${at("value")} and ${name} < ${at("end")}`,
    order: sql`${name}, ${merchantNo}`,
  },
  enterprise: { where: sql`${enterpriseId} = ${at("value")}`, order: sql`${merchantNo}` },
  parent: { where: sql`${parentNo} = ${at("value")}`, order: sql`${merchantNo}` },
};

function page({ where, order, newest }: Listed, past: boolean): (values: Values) => Statement {
  const beyond = newest ? sql`<` : sql`>`;
  const cursor = sql`(${order}) ${beyond} (select ${order} from ${merchants}
    where ${merchantNo} = ${at("past")})`;
  return prepare<Values>(
    build.select(ofEnterpriseRow.fields).from(merchants)
      .leftJoin(enterprises, eq(enterprises.enterpriseId, merchants.enterpriseId))
      .where(past ? sql`${where} and ${cursor}` : where)
      .orderBy(newest ? sql`${createdAt} desc, ${merchantNo} desc` : order)
      .limit(at("max")),
  );
}

const pages = Object.fromEntries(
  Object.entries(lists).map((
    [type, listed],
  ) => [type, { first: page(listed, false), past: page(listed, true) }]),
);

function valueOf(of: MerchantsOf): string {
  switch (of.type) {
    case "all":
      return "";
    case "name":
      return of.prefix;
    case "enterprise":
      return of.enterpriseId;
    case "parent":
      return of.parentNo;
  }
}

/** Behind every text that begins with this one. */
const endOf = (prefix: string) => `${prefix}\u{10ffff}`;

function list({ of, past, max }: MerchantPage): Statement {
  const value = valueOf(of);
  const found = pages[of.type]?.[past === undefined ? "first" : "past"];
  if (!found) throw new TypeError(`Cannot list merchants by ${of.type}`);
  return found({ value, end: endOf(value), past, max });
}

type Counted = typeof orders | typeof refunds | typeof deductions;

/** How many and how much, and of these those in `state`; of the first `max` by time. Joined to '', it is plain text. */
const counted = (table: Counted, state: string) =>
  sql`(select json_array(count(*), sum(amount), sum(state = ${state}), sum(iif(state = ${state}, amount, 0))) || ''
    from (select amount, state from ${table}
      where merchant_no = ${at("merchantNo")} and created_at >= ${at("since")} limit ${
    at("max")
  }))`;

const sinceRow: Packing = {
  columns: ["orders", "refunds", "deductions"],
  fields: {
    row: sql`json_array(${
      sql.join(
        [counted(orders, "paid"), counted(refunds, "succeeded"), counted(deductions, "succeeded")],
        sql`, `,
      )
    })`.as("row"),
  },
};
const since = prepare<{ merchantNo: string; since: number; max: number }>(
  build.select(sinceRow.fields).from(sql`(select 1)`),
);

type Sums = readonly [number, number | null, number | null, number | null];

function readSince(row: Row): MerchantToday {
  const columns = new Columns(row);
  const of = (name: string) => {
    const [count, sum, ended, endedSum] = columns.json<Sums>(name);
    return { all: figure(count, sum), ended: figure(ended, endedSum) };
  };
  const opened = of("orders");
  return {
    orders: opened.all,
    paid: opened.ended,
    refunds: of("refunds").ended,
    deductions: of("deductions").ended,
  };
}

const figure = (count: number | null, sum: number | null): Figure => ({
  count: count ?? 0,
  sum: cny(sum ?? 0),
});

const none: MerchantToday = {
  orders: figure(0, 0),
  paid: figure(0, 0),
  refunds: figure(0, 0),
  deductions: figure(0, 0),
};

/** Merchant numbers as the desk lists them, and what one of them does. */
export const merchantDesk: Pick<DeskStore, "merchants" | "merchantSince"> = {
  merchants: (page) => all(ofEnterpriseRow, list(page), readOfEnterprise),
  merchantSince: (merchantNo, from, max) => {
    const query = first(sinceRow, since({ merchantNo, since: from, max }), readSince);
    return { ...query, read: (rows) => query.read(rows) ?? none };
  },
};
