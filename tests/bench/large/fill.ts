import Database from "libsql";
import { ulid } from "ulid";
import { endings, successes } from "../../../db/verify/merchant_checks.ts";
import { START } from "../../support/fake_clock.ts";
import { copier } from "./copy.ts";
import { CHARGES, type Histories } from "./histories.ts";
import type { Owner, Rows, StoredRow } from "./record.ts";

/** How many of each; deductions are `CHARGES` times the contracts. */
export interface Size {
  readonly orders: number;
  readonly merchants: number;
}

const BATCH_ROWS = 4_000;
const SPREAD_MS = 2 * 24 * 3_600 * 1_000;
/** Every tenth is the demo's: a large merchant among small ones. */
const OF_DEMO = 10;
const NUMBERED_BY_THE_TABLE: Readonly<Record<string, string>> = {
  events: "seq",
  merchant_lines: "line_id",
};

/** Fills a stopped portal's file with copies of recorded histories; indexes are made anew at the end. */
export async function fill(
  file: string,
  histories: Histories,
  { orders, merchants }: Size,
): Promise<void> {
  const database = new Database(file);
  const demo = demoOf(database);
  database.exec(`pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;
    pragma cache_size = -400000; pragma temp_store = memory`);
  const indexes = strings(
    database,
    "select sql from sqlite_schema where type = 'index' and sql is not null",
  );
  const names = strings(
    database,
    "select name from sqlite_schema where type = 'index' and sql is not null",
  );
  for (const name of names) database.exec(`drop index "${name}"`);
  const bulk = inserter(database);
  const copies = Object.fromEntries(
    Object.entries(histories).map(([name, history]) => [name, copier(history)]),
  ) as { readonly [N in keyof Histories]: ReturnType<typeof copier> };
  // Spread over two days before now; what is open still is for days.
  const back = Date.now() - START - 3_600_000;
  const owners = Array.from({ length: merchants }, ownerOf);
  const some = (n: number) => owners[(n * 7_919) % owners.length] ?? demo;
  const add = async (kind: keyof Histories, n: number, count: number, of = some(n)) => {
    bulk.add(await copies[kind](of, back - Math.round(SPREAD_MS * (1 - n / count))));
  };
  for (const [n, owner] of owners.entries()) {
    await add("merchant", n, merchants, owner);
    for (let staff = 0; staff < 3; staff++) await add("staff", n, merchants, owner);
    if (n % 5 === 0) await add("waitingPlan", n, merchants, owner);
    if (n % 4 === 0) await add("endpoint", n, merchants, owner);
  }
  for (let n = 0; n < orders; n++) {
    await add(kindOf(n), n, orders, n % OF_DEMO === 0 ? demo : some(n));
    if (n % 5_000 === 0) {
      await add("unansweredPayment", n, orders);
      await add("unansweredRefund", n, orders);
      await add("ending", n, orders);
    }
    if (n % (10 * CHARGES) === 0) await add("contract", n, orders);
  }
  bulk.flush();
  for (const sql of indexes) database.exec(sql);
  database.exec("insert or replace into cursors select 'fan_out', max(seq) from events");
  database.exec(`delete from merchant_days;
    insert into merchant_days (merchant_no, day, kind, count, sum)
      select merchant_no, day, kind, n, total from (${successes});
    delete from merchant_hours;
    insert into merchant_hours (merchant_no, hour, kind, count, sum)
      select merchant_no, hour, kind, n, total from (${endings})`);
  // The audit chain begins after them.
  database.exec(`delete from audit_entries;
    insert into audit_entries select 0, null, '', 'after ' || max(seq) from events`);
  database.exec("pragma journal_mode = wal");
  database.close();
}

/** Most are paid, some refunded, many left, few open. */
function kindOf(n: number): "paid" | "refunded" | "closed" | "open" {
  const percent = (n * 37) % 100;
  if (percent < 60) return "paid";
  if (percent < 75) return "refunded";
  return percent < 95 ? "closed" : "open";
}

function ownerOf(_: unknown, n: number): Owner {
  return {
    merchantNo: String(800_000_000_000_000 + n),
    appId: `app_${ulid()}`,
    keyDigest: (n + 1).toString(16).padStart(16, "0").padEnd(64, "0"),
    planId: `pln_${ulid()}`,
  };
}

function demoOf(database: Database.Database): Owner {
  const row = database.prepare(
    `select m.merchant_no, m.app_id, digest, plan_id from merchants m
      join secret_keys using (merchant_no) join plans using (merchant_no)
      where parent_no is null limit 1`,
  ).get([]) as Record<string, string>;
  const { merchant_no = "", app_id = "", digest = "", plan_id } = row;
  return { merchantNo: merchant_no, appId: app_id, keyDigest: digest, planId: plan_id };
}

function strings(database: Database.Database, sql: string): readonly string[] {
  return (database.prepare(sql).raw(true).all([]) as string[][]).flat();
}

/** Collects rows and inserts thousands of a table at once, in the order in which they came. */
function inserter(database: Database.Database) {
  const waiting = new Map<string, StoredRow[]>();
  let count = 0;
  const flush = () => {
    database.exec("begin");
    for (const [table, rows] of waiting) insert(database, table, rows);
    database.exec("commit");
    waiting.clear();
    count = 0;
  };
  return {
    add: (rows: Rows) => {
      for (const [table, more] of Object.entries(rows)) {
        const known = waiting.get(table) ?? [];
        known.push(...more);
        waiting.set(table, known);
        count += more.length;
      }
      if (count >= BATCH_ROWS) flush();
    },
    flush,
  };
}

function insert(database: Database.Database, table: string, rows: readonly StoredRow[]): void {
  const columns = Object.keys(rows[0] ?? {}).filter((column) =>
    column !== NUMBERED_BY_THE_TABLE[table]
  );
  const values = columns.map((_, i) => `json_extract(value, '$[${i}]')`);
  const given = rows.map((row) => columns.map((column) => row[column] ?? null));
  database.prepare(
    `insert into "${table}" (${columns.map((each) => `"${each}"`)}) select ${values}
      from json_each(?)`,
  ).run([JSON.stringify(given)]);
}
