import Database from "libsql";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { businessDay, instant, startOfBusinessDay } from "../../../core/time.ts";
import { print } from "../table.ts";
import { runScript } from "./run_script.ts";

const FEW = 10_000;
const MANY = 1_000_000;
const GROWTH_MAX = 1.2;
const RESIDENT_MIB_MAX = 256;
const BATCH = 10_000;
const APART_MS = 50;
const DAY_MS = 24 * 3_600 * 1_000;
const MERCHANT = "990100000000032";

/** A statement of ours of a million lines, issued and read in every format, beside one of ten thousand. */
export async function benchOwnStatements(): Promise<void> {
  const few = await issuedLines(FEW);
  const many = await issuedLines(MANY);
  for (const act of acts) {
    print({
      what: `a line of ${MANY.toLocaleString("en")} of ours, ${act} × 3`,
      value: many[act].usPerLine,
      against: few[act].usPerLine,
      unit: " µs",
      budget: `<= ${GROWTH_MAX * 100} %`,
      note: `beside a line of ${FEW.toLocaleString("en")}; CSV, JSON lines, ZM`,
    });
    print({
      what: `memory of the process that does it, at most`,
      value: many[act].residentMiB,
      against: RESIDENT_MIB_MAX,
      unit: " MiB",
      budget: "<= 100 %",
    });
  }
}

const acts = ["issue", "read"] as const;

interface Measured {
  readonly lines: number;
  readonly usPerLine: number;
  readonly residentMiB: number;
}

async function issuedLines(
  lines: number,
): Promise<Readonly<Record<(typeof acts)[number], Measured>>> {
  const folder = await mkdtemp(join(tmpdir(), "statements-"));
  const database = join(folder, "portal.db");
  try {
    await runScript("main.ts", ["migrate"], database);
    fill(database, lines);
    const measure = async (act: string): Promise<Measured> => {
      const script = "tests/bench/large/issue_statement.ts";
      const told = await runScript(script, [act, MERCHANT], database);
      const measured: Measured = JSON.parse(told.trim().split("\n").at(-1) ?? "");
      if (measured.lines !== lines) throw new Error(`Cannot measure: ${measured.lines} lines`);
      return measured;
    };
    return { issue: await measure("issue"), read: await measure("read") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes what the payments of a day leave behind. The books make their entries of it themselves. */
function fill(database: string, lines: number): void {
  const client = new Database(database);
  client.exec("pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -400000");
  const from = startOfBusinessDay(businessDay(instant(Date.now() - DAY_MS)));
  client.exec(`insert into merchants (merchant_no, app_id, name, mode, products, return_urls,
      embed_origins, created_at, version)
    values ('${MERCHANT}', 'app_1', '西湖茶叶行', 'live', '[]', '[]', '[]', ${from}, 1);
    insert into merchant_lines (merchant_no, above_no, depth) values ('${MERCHANT}', '${MERCHANT}', 0)`);
  const numbered = `with recursive i (n) as (select ?1 union all select n + 1 from i where n < ?2),
    n as (select n, printf('%026d', n) as id, ${from} + n * ${APART_MS} as at from i)`;
  const statements = [
    `insert into orders (order_id, merchant_no, merchant_order_no, amount, subject, metadata,
        expires_in_ms, created_at, expires_at, state, ended_at, settled_payment_id, version, chain)
      select 'ord_' || id, '${MERCHANT}', 'T-' || n, 8800, '雨前龙井一壶', '{"shop":"西湖店"}',
        1800000, at, at + 1800000, 'paid', at, 'pay_' || id, 2, 'c' from n`,
    `insert into payments (payment_id, order_id, merchant_no, amount, method, flow, channel,
        channel_order_no, created_at, state, sent_at, ended_at, channel_txn_no, card_type,
        card_last_four, settles, version, chain)
      select 'pay_' || id, 'ord_' || id, '${MERCHANT}', 8800, 'unionpay', 'wap_page', 'unionpay',
        id, at, 'succeeded', at, at, '20261120' || id, 'debit', '0048', 1, 3, 'c' from n`,
    `insert into events (subject_id, version, event_id, type, merchant_no, at, by, data)
      select 'pay_' || id, 3, 'evt_' || id, 'payment.succeeded', '${MERCHANT}', at, 'channel:unionpay',
        '{}' from n`,
    `insert into book_transfers (subject_id, line, version, code, phase, debit, credit, fen,
        merchant_no, mode, at)
      select 'pay_' || id, t.line, 3, t.code, 'posted', t.debit, t.credit, t.fen, '${MERCHANT}',
        'live', at from n, (
          select 1 as line, 'payment' as code, 'channel:unionpay' as debit,
            'payable:${MERCHANT}' as credit, 8800 as fen
          union all select 2, 'fee', 'payable:${MERCHANT}', 'fees:unionpay', 53
          union all select 3, 'fee_issuer', 'fees:unionpay', 'issuer:unionpay', 31
          union all select 4, 'fee_acquirer', 'fees:unionpay', 'acquirer:unionpay', 22) t
      order by n.n, t.line`,
  ].map((sql) => client.prepare(sql.replace("select", `${numbered} select`)));
  for (let first = 1; first <= lines; first += BATCH) {
    client.exec("begin");
    for (const statement of statements) statement.run(first, first + BATCH - 1);
    client.exec("commit");
  }
  client.close();
}
