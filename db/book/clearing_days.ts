import { eq, sql } from "drizzle-orm";
import type { BookStore } from "../../core/book/book_store.ts";
import type { ClearingBalance } from "../../core/book/clearing_balance.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { bookClearingDays } from "./table.ts";

const { merchantNo, day, no } = bookClearingDays;
/** After any day there is. */
const END_OF_DAYS = "9999-12-31";

const row = pack([bookClearingDays, ""]);
const upTo = forCaller<{ day: string }>((caller) =>
  build.select(row.fields).from(bookClearingDays)
    .where(sql`${eq(merchantNo, caller)} and ${day} <= ${sql.placeholder("day")}`)
    .orderBy(sql`${day} desc, ${no} desc`).limit(1)
);

function readBalance(found: Row): ClearingBalance {
  const columns = new Columns(found);
  const money = (name: string) => cny(columns.int(name));
  return {
    day: columns.text("day") as BusinessDay,
    cleared: money("cleared"),
    madeUp: money("made_up"),
    paid: money("paid"),
    balance: money("balance"),
  };
}

export const clearingDayStore: Pick<BookStore, "clearedUpTo"> = {
  clearedUpTo: (caller, until) =>
    first(row, upTo(caller, { day: until ?? END_OF_DAYS }), readBalance),
};
