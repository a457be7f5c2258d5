import Database from "libsql";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ulid } from "ulid";
import { START } from "../../support/fake_clock.ts";
import { fileOf, joined, zmRecord } from "../../support/statement_files.ts";
import { print } from "../table.ts";
import { runScript } from "./run_script.ts";

const FEW = 10_000;
const MANY = 1_000_000;
const GROWTH_MAX = 1.2;
const RESIDENT_MIB_MAX = 256;
const BATCH = 10_000;
const MERCHANT = "990100000000031";
const NAME = `INN26112088ZM_${MERCHANT}`;

/** A channel's file of a million lines, each of a payment that is here, beside one of ten thousand. */
export async function benchStatements(): Promise<void> {
  const few = await importedLines(FEW);
  const many = await importedLines(MANY);
  print({
    what: `a line of ${MANY.toLocaleString("en")}, read, matched and kept`,
    value: many.usPerLine,
    against: few.usPerLine,
    unit: " µs",
    budget: `<= ${GROWTH_MAX * 100} %`,
    note: `beside a line of ${FEW.toLocaleString("en")}; ${many.matched} matched`,
  });
  print({
    what: "memory of the process that imports it, at most",
    value: many.residentMiB,
    against: RESIDENT_MIB_MAX,
    unit: " MiB",
    budget: "<= 100 %",
  });
}

interface Measured {
  readonly usPerLine: number;
  readonly residentMiB: number;
  readonly matched: number;
}

async function importedLines(lines: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "statements-"));
  const database = join(folder, "portal.db");
  try {
    await runScript("main.ts", ["migrate"], database);
    await fill(join(folder, NAME), database, lines);
    const told = await runScript(
      "tests/bench/large/import_file.ts",
      [join(folder, NAME)],
      database,
    );
    return JSON.parse(told.trim().split("\n").at(-1) ?? "");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the file, and the payments that it is about. */
async function fill(path: string, database: string, lines: number): Promise<void> {
  const file = await open(path, "w");
  const client = new Database(database);
  client.exec("pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -400000");
  const insert = client.prepare(`insert into payments (payment_id, order_id, merchant_no, amount,
      method, flow, channel, channel_order_no, created_at, state, sent_at, ended_at, channel_txn_no,
      settles, version, chain, refund_reserved, refunded)
    select 'pay_' || (value ->> 0), 'ord_' || (value ->> 0), ?2, 8800, 'unionpay', 'wap_page',
      'unionpay', value ->> 0, ?3, 'succeeded', ?3, ?3, value ->> 1, 1, 3, 'c', 0, 0
    from json_each(?1)`);
  try {
    for (let from = 0; from < lines; from += BATCH) {
      const keys = Array.from({ length: BATCH }, (_, i) => keysOf(from + i));
      insert.run(JSON.stringify(keys), MERCHANT, BigInt(START));
      const records = keys.map(([orderNo, txnNo]) =>
        zmRecord({ orderNo: orderNo!, txnNo: txnNo!, merchantNo: MERCHANT })
      );
      await file.write(joined([fileOf(records)]));
    }
  } finally {
    await file.close();
    client.close();
  }
}

function keysOf(n: number): readonly string[] {
  return [ulid(START + n), `20261120093000${String(n).padStart(7, "0")}`];
}
