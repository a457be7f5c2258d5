import Database from "libsql";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { ulid } from "ulid";
import { expect } from "vitest";
import { byOperator } from "../../core/actor.ts";
import type { Deps } from "../../core/deps.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { merchantNo } from "../../core/id.ts";
import { products } from "../../core/merchant/merchant.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { after, businessDay, days, type Instant } from "../../core/time.ts";
import { readSettings } from "../../start/config.ts";
import { openPortal } from "../../start/open_portal.ts";
import { START } from "../support/fake_clock.ts";
import { must } from "../support/fixtures.ts";
import { tempFolder } from "../support/server.ts";
import { fileOf, given, type Line, zmRecord } from "../support/statement_files.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

const MERCHANT = merchantNo("990100000000031");
/** Files of the days after, so that what is in none of them is missing. */
const LATER = ["261121", "261122", "261123"];
/** Of ¥88.00 by a debit card: 0.35 %, twice 0.0325 %, and 0.2 % for the acquirer. */
const FEE = 54;

/** So many lines of the day are of a payment before one that gives all of it back. */
const REFUND_EVERY = 10;

type Kind = "payment" | "refund";

interface Moved {
  readonly kind: Kind;
  readonly orderNo: string;
  readonly txnNo: string;
}

interface Damage {
  readonly name: string;
  /** What takes the line's place in the file. */
  readonly damage: (line: Line) => readonly Line[];
  readonly found: { readonly reason: string; readonly differs: readonly string[] };
}

/** A damage, of a line of that kind. */
interface Way extends Damage {
  readonly of: Kind;
}

const nobody = { orderNo: "OF-NOBODY", txnNo: "202611209999999999999" };
const differing = (...differs: readonly string[]) => ({ reason: "differing", differs });

const damages: readonly Damage[] = [
  {
    name: "amount",
    damage: (line) => [{ ...line, amount: 8_801 }],
    found: differing("amount"),
  },
  {
    name: "order number",
    damage: (line) => [{ ...line, orderNo: nobody.orderNo }],
    found: differing("order_no"),
  },
  {
    name: "queryId",
    damage: (line) => [{ ...line, txnNo: nobody.txnNo }],
    found: differing("txn_no"),
  },
  { name: "fee", damage: (line) => [{ ...line, fee: FEE + 1 }], found: differing("fee") },
  {
    name: "direction",
    damage: (line) => [{ ...line, back: !line.back }],
    found: differing("direction"),
  },
  {
    name: "line that is twice there",
    damage: (line) => [line, line],
    found: differing("repeated"),
  },
  {
    name: "line too many",
    damage: (line) => [line, { ...line, ...nobody }],
    found: { reason: "missing_here", differs: [] },
  },
  {
    name: "line too few",
    damage: () => [],
    found: { reason: "missing_there", differs: [] },
  },
];

export const ways: readonly Way[] = (["payment", "refund"] as const).flatMap((of) =>
  damages.map((each) => ({ ...each, of, name: `${each.name}, of a ${of}` }))
);

/** A portal whose payments and refunds of one day, and one of each of the days after, are as the channel's files have them. */
export async function portalWithPayments(lines: number) {
  const folder = await tempFolder();
  const file = join(folder.path, "portal.db");
  await withPortal(file, START, async (deps) => {
    const opened = { merchantNo: MERCHANT, parentNo: undefined, name: "青瓷茶舍", products };
    must(await openMerchant(deps, { ...opened, mode: "live", returnUrls: [] }));
    const rate = { millionths: 2_000, capFen: undefined };
    must(
      await agreeFees(deps, {
        merchantNo: MERCHANT,
        from: businessDay(START),
        feeClass: "standard",
        acquirer: { debit: rate, credit: rate },
        by: byOperator,
      }),
    );
  });
  const moved = Array.from({ length: lines }, (_, n) => movedAt(n));
  const later = LATER.map((_, n) => ({ ...movedAt(lines + n), kind: "payment" as const }));
  insertFacts(file, [
    ...moved.map((each, n) => ({ ...each, of: moved[n - 1]?.orderNo, at: START })),
    ...later.map((each, n) => ({ ...each, of: undefined, at: after(START, days(n + 1)) })),
  ]);
  let copies = 0;
  return {
    remove: () => folder.remove(),
    /** What is found in a copy of it when one of the lines is damaged, or none. */
    findings: async (way: Way | undefined) => {
      const copy = join(folder.path, `${copies++}.db`);
      await copyFile(file, copy);
      const ofKind = moved.filter(({ kind }) => kind === way?.of);
      const hit = ofKind[Math.floor(Math.random() * ofKind.length)];
      const damaged = moved.flatMap((each) =>
        each === hit && way ? way.damage(lineOf(each)) : [lineOf(each)]
      );
      return await withPortal(copy, after(START, days(4)), async (deps) => {
        await imported(deps, "261120", damaged);
        for (const [n, day] of LATER.entries()) {
          await imported(deps, day, [{ ...lineOf(later[n]!), traceTime: `${day.slice(2)}093000` }]);
        }
        await rematchFiles(deps);
        const [found] = await deps.load(
          deps.differences.list({ state: "open", past: undefined, max: 100 }),
        );
        return found.map(({ reason, differs }) => ({ reason, differs }));
      });
    },
  };
}

export function expectOne(found: readonly unknown[], way: Way): void {
  expect([way.name, found]).toEqual([way.name, [way.found]]);
}

function movedAt(n: number): Moved {
  const kind = n % REFUND_EVERY === REFUND_EVERY - 1 ? "refund" : "payment";
  const txnNo = `20261120093000${String(n).padStart(7, "0")}`;
  return { kind, orderNo: ulid(START + n), txnNo };
}

function lineOf({ kind, orderNo, txnNo }: Moved): Line {
  return { orderNo, txnNo, fee: FEE, merchantNo: MERCHANT, back: kind === "refund" };
}

async function imported(deps: Deps, day: string, lines: readonly Line[]): Promise<void> {
  const file = given(`INN${day}88ZM_${MERCHANT}`, fileOf(lines.map(zmRecord)));
  must(
    await importStatement(deps, { file, beside: [], merchantNo: undefined, by: byOperator }),
  );
}

/** The real portal on this file, at this moment. */
async function withPortal<T>(file: string, at: Instant, act: (deps: Deps) => Promise<T>) {
  const settings = readSettings({
    DATABASE_URL: `file:${file}`,
    SECRETS: TEST_SECRETS,
    PUBLIC_URL: "https://pay.test",
    LOG_LEVEL: "error",
  });
  const portal = await openPortal(settings, { port: 0, logTo: Deno.stderr });
  try {
    return await act({ ...portal.deps, now: () => at });
  } finally {
    await portal.close();
  }
}

/** As the large benchmark's: 10,000 orders by the API would take minutes. A refund gives back all of `of`, and its fee. */
function insertFacts(
  file: string,
  facts: readonly (Moved & { readonly of: string | undefined; readonly at: Instant })[],
) {
  const database = new Database(file);
  database.exec("pragma foreign_keys = off; pragma synchronous = off");
  database.prepare(
    `insert into payments (payment_id, order_id, merchant_no, amount,
      method, flow, channel, channel_order_no, created_at, state, sent_at, ended_at, channel_txn_no,
      settles, version, chain, refund_reserved, refunded)
    select 'pay_' || (value ->> 'orderNo'), 'ord_' || (value ->> 'orderNo'), ?2, 8800, 'unionpay',
      'wap_page', 'unionpay', value ->> 'orderNo', value ->> 'at', 'succeeded', value ->> 'at',
      value ->> 'at', value ->> 'txnNo', 1, 3, 'c', 0, 0
    from json_each(?1) where value ->> 'kind' = 'payment'`,
  ).run([JSON.stringify(facts), MERCHANT]);
  database.prepare(
    `insert into refunds (refund_id, order_id, payment_id, merchant_no, merchant_refund_no, amount,
      cause, channel, channel_order_no, created_at, state, sent_at, queries, ended_at,
      channel_txn_no, version, chain)
    select 'rfd_' || (value ->> 'orderNo'), 'ord_' || (value ->> 'of'), 'pay_' || (value ->> 'of'), ?2,
      'R-' || (value ->> 'orderNo'), 8800, 'merchant', 'unionpay', value ->> 'orderNo', value ->> 'at',
      'succeeded', value ->> 'at', 0, value ->> 'at', value ->> 'txnNo', 3, 'c'
    from json_each(?1) where value ->> 'kind' = 'refund'`,
  ).run([JSON.stringify(facts), MERCHANT]);
  // What was taken as a fee, and went back with a refund, is in the books alone.
  database.prepare(
    `insert into book_transfers (subject_id, line, version, code, phase, debit, credit, fen, merchant_no,
      mode, at)
    select id, line, 3, code, 'posted', debit, credit, ?3, ?2, 'live', at from (
      select 'pay_' || (value ->> 'of') as id, 2 as line, 'fee' as code, 'payable:' || ?2 as debit,
        'fees:unionpay' as credit, value ->> 'at' as at
      from json_each(?1) where value ->> 'kind' = 'refund'
      union all
      select 'rfd_' || (value ->> 'orderNo'), 3, 'returned_fee', 'fees:unionpay', 'payable:' || ?2,
        value ->> 'at'
      from json_each(?1) where value ->> 'kind' = 'refund')`,
  ).run([JSON.stringify(facts), MERCHANT, FEE]);
  database.exec("pragma wal_checkpoint(truncate)");
  database.close();
}
