import { and, eq, sql } from "drizzle-orm";
import type { SharedAccount } from "../../core/book/account.ts";
import { type BookLine, entryIdOf, placeOfEntry } from "../../core/book/book_line.ts";
import type { BookStore } from "../../core/book/book_store.ts";
import type { EntryCode } from "../../core/book/transfer.ts";
import type { MerchantNo, OrderId } from "../../core/id.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { cny, noMoney } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { END_OF_TIME } from "../merchant/walk.ts";
import { bookDays, bookEntries, bookTransfers } from "./table.ts";

const at = sql.placeholder;
const { account, bookedAt, no, subjectId, fen, balance } = bookEntries;

const merchantsNo = sql`coalesce(
  (select merchant_refund_no from refunds where refund_id = ${subjectId}),
  (select merchant_order_no from deductions where deduction_id = ${subjectId}),
  (select merchant_order_no from payments join orders using (order_id) where payment_id = ${subjectId}))`;

const shown = {
  booked_at: bookedAt,
  no,
  code: bookTransfers.code,
  phase: bookTransfers.phase,
  subject_id: subjectId,
  order_id: sql`(select order_id from payments where payment_id = ${subjectId})`,
  merchant_no: bookTransfers.merchantNo,
  merchants_no: merchantsNo,
  fen,
  balance,
};
const line = packing(shown);
const balanceRow = packing({ balance });
const sharedRow: Packing = {
  columns: ["mode", "account", "balance"],
  fields: {
    row: sql`json_array(${bookDays.mode}, ${bookDays.account},
      sum(${bookDays.credits} - ${bookDays.debits}))`.as("row"),
  },
};

function packing(columns: Readonly<Record<string, unknown>>): Packing {
  const values = sql.join(Object.values(columns).map((each) => sql`${each}`), sql`, `);
  return {
    columns: Object.keys(columns),
    fields: { row: sql`json_array(${values})`.as("row") },
  };
}

const balanceBefore = forCaller<{ kind: string; before: number }>((merchantNo) =>
  build.select(balanceRow.fields).from(bookEntries)
    .where(
      sql`${account} = ${at("kind")} || ':' || ${merchantNo} and ${bookedAt} < ${at("before")}`,
    )
    .orderBy(sql`${bookedAt} desc, ${no} desc`).limit(1)
);

/** Along the account, from a place in it on or from its end, between two moments. */
const entries = (order: "newest" | "oldest") => {
  const [direction, beyond] = order === "newest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  return forCaller<Record<string, unknown>>((merchantNo) =>
    build.select(line.fields).from(bookEntries)
      .innerJoin(
        bookTransfers,
        and(eq(bookTransfers.subjectId, subjectId), eq(bookTransfers.line, bookEntries.line)),
      )
      .where(sql`${account} = ${at("kind")} || ':' || ${merchantNo}
        and ${bookedAt} >= ${at("from")} and ${bookedAt} < ${at("to")}
        and (${bookedAt}, ${no}) ${beyond} (${at("pastTime")}, ${at("pastNo")})`)
      .orderBy(sql`${bookedAt} ${direction}, ${no} ${direction}`).limit(at("limit"))
  );
};
const ways = { newest: entries("newest"), oldest: entries("oldest") };

const count = forCaller<Record<string, unknown>>((merchantNo) =>
  build.select({ row: sql`json_array(count(*))`.as("row") }).from(
    sql`(select 1 from ${bookEntries} where ${account} = ${at("kind")} || ':' || ${merchantNo}
      and ${bookedAt} >= ${at("from")} and ${bookedAt} < ${at("to")} limit ${at("limit")})`,
  )
);
const countRow: Packing = { columns: ["count"], fields: { row: sql`count`.as("row") } };

const shared = prepare(
  build.select(sharedRow.fields).from(bookDays).groupBy(bookDays.mode, bookDays.account)
    .orderBy(bookDays.mode, bookDays.account).limit(1_000),
);

function readLine(row: Row): BookLine {
  const columns = new Columns(row);
  const place = { bookedAt: instant(columns.int("booked_at")), no: columns.int("no") };
  return {
    entryId: entryIdOf(place),
    bookedAt: place.bookedAt,
    code: columns.text("code") as EntryCode,
    phase: columns.text("phase") as BookLine["phase"],
    subjectId: columns.text("subject_id"),
    orderId: columns.textOrNone("order_id") as OrderId | undefined,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantsNo: columns.textOrNone("merchants_no"),
    amount: cny(columns.int("fen")),
    balance: cny(columns.int("balance")),
  };
}

export const bookStore: Pick<BookStore, "balance" | "entries" | "shared"> = {
  balance: (caller, kind, before) => {
    const statement = balanceBefore(caller, { kind, before: before ?? END_OF_TIME });
    const read = (row: Row) => cny(new Columns(row).int("balance"));
    const found = first(balanceRow, statement, read);
    return { ...found, read: (rows) => found.read(rows) ?? noMoney };
  },
  entries: (caller, { limit, order, past, from, to }, kind) => {
    const end = order === "newest" ? END_OF_TIME : 0;
    const place = past === undefined ? { bookedAt: end, no: end } : placeOfEntry(past);
    const range = { kind, limit, from: from ?? 0, to: to ?? END_OF_TIME };
    const values = { ...range, pastTime: place.bookedAt, pastNo: place.no };
    return {
      rows: all(line, ways[order](caller, values), readLine),
      count: {
        ...first(countRow, count(caller, values), () => 0),
        read: ([row]) => row ? new Columns(row).int("count") : 0,
      },
      end: undefined,
    };
  },
  shared: () =>
    all(sharedRow, shared({}), (row) => {
      const columns = new Columns(row);
      return {
        mode: columns.text("mode") as Mode,
        account: columns.text("account") as SharedAccount,
        balance: cny(columns.int("balance")),
      };
    }),
};
