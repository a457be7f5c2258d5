import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { START } from "../support/fake_clock.ts";
import { businessDay, hourOf, hours } from "../../core/time.ts";
import { findBroken } from "../../db/verify/find_broken.ts";
import { bankChecks } from "../../sandbox/checks.ts";
import { runMain, tempFolder } from "../support/server.ts";
import { approvedPlan, signedContract } from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { openedLink, payLink } from "../support/links.ts";
import { must } from "../support/fixtures.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

/** An order that was paid and partly refunded, one that is closed, and what they are called in the database. */
interface Busy {
  readonly paid: string;
  readonly payment: string;
  readonly refund: string;
  readonly closed: string;
  readonly contract: string;
}

/** By its name: what somebody does to the database, how it is undone, and what verify says of it. */
type Damage = readonly [string, (busy: Busy) => readonly string[], (busy: Busy) => string | RegExp];

const damages: readonly Damage[] = [
  [
    "an edited amount of an order",
    ({ closed }) => [`update orders set amount = 9900 where order_id = '${closed}'`],
    ({ closed }) => `${closed} amount is 9900, its events say 1200`,
  ],
  [
    "an edited amount of a payment",
    ({ payment }) => [`update payments set amount = 990000 where payment_id = '${payment}'`],
    ({ payment }) => `${payment} amount is 990000, its events say 5000`,
  ],
  [
    "an edited card's day of a payment",
    ({ payment }) => [`update payments set card_day = '{}' where payment_id = '${payment}'`],
    ({ payment }) => `${payment} card_day is "{}", its events say null`,
  ],
  [
    "an edited amount of a refund",
    ({ refund }) => [`update refunds set amount = 1 where refund_id = '${refund}'`],
    ({ refund }) => `${refund} amount is 1, its events say 2000`,
  ],
  [
    "another merchant's number on an order",
    ({ closed }) => [`update orders set merchant_order_no = 'x' where order_id = '${closed}'`],
    ({ closed }) => `${closed} merchant_order_no is "x", its events say "closed"`,
  ],
  [
    "an amount edited in the row and in its event",
    ({ closed }) => [
      `update orders set amount = 9900 where order_id = '${closed}'`,
      `update events set data = json_set(data, '$.amount', 9900),
        written = json_set(written, '$.amount', 9900)
        where subject_id = '${closed}' and type = 'order.placed'`,
    ],
    ({ closed }) =>
      new RegExp(
        `an event that does not continue its chain: evt_\\w+ order.placed, version 1 of ${closed}`,
      ),
  ],
  [
    "an edited event",
    ({ paid }) => [
      `update events set at = at - 60000 where subject_id = '${paid}' and type = 'order.paid'`,
    ],
    ({ paid }) =>
      new RegExp(`does not continue its chain: evt_\\w+ order.paid, version 2 of ${paid}`),
  ],
  [
    "an event by somebody else",
    (
      { closed },
    ) => [`update events set by = 'clock' where subject_id = '${closed}' and version = 2`],
    ({ closed }) => new RegExp(`does not continue its chain: evt_\\w+ order.closed.* of ${closed}`),
  ],
  [
    "an event that is no JSON any more",
    ({ payment }) => [
      `update events set written = '{', data = '{' where subject_id = '${payment}' and version = 1`,
    ],
    ({ payment }) =>
      new RegExp(`does not continue its chain: evt_\\w+ payment.sent.* of ${payment}`),
  ],
  [
    "a state without its event",
    ({ closed }) => [
      `update orders set version = 3, state = 'expired' where order_id = '${closed}'`,
    ],
    ({ closed }) => `a state without its event: ${closed} 3`,
  ],
  [
    "a gap in a history",
    ({ payment }) => [`delete from events where subject_id = '${payment}' and version = 2`],
    ({ payment }) => `an event history with a gap: ${payment}`,
  ],
  [
    "a removed last event",
    ({ closed }) => [`delete from events where subject_id = '${closed}' and version = 2`],
    ({ closed }) => `a row whose chain ends otherwise than its events: ${closed}`,
  ],
  [
    "a removed row",
    ({ refund }) => [`delete from refunds where refund_id = '${refund}'`],
    ({ refund }) => new RegExp(`an event without its row: evt_\\w+ refund.requested ${refund}`),
  ],
  [
    "the amounts of two orders swapped",
    ({ paid, closed }) => [
      `update orders set amount = iif(order_id = '${paid}', 1200, 5000)
        where order_id in ('${paid}', '${closed}')`,
    ],
    ({ paid }) => `${paid} amount is 1200, its events say 5000`,
  ],
  [
    "what two events of one order say swapped",
    ({ paid }) => [
      `update events set data = (select o.data from events o
        where o.subject_id = events.subject_id and o.version = 3 - events.version)
        where subject_id = '${paid}'`,
    ],
    ({ paid }) =>
      new RegExp(`does not continue its chain: evt_\\w+ order.placed, version 1 of ${paid}`),
  ],
  [
    "a refund counter that is off",
    ({ payment }) => [`update payments set refunded = 1 where payment_id = '${payment}'`],
    ({ payment }) => `a refund counter that differs from its refunds: ${payment}`,
  ],
  [
    "a static code's day that is off",
    () => ["update limit_days set spent = spent + 1"],
    () => "a static code's day that differs from the payments that count against it: a-phone",
  ],
  [
    "a day's total that is off",
    () => ["update merchant_days set sum = sum + 1 where kind = 'paid'"],
    () => /^a day's total that differs from what succeeded in it: \w+ \d{4}-\d\d-\d\d paid$/,
  ],
  [
    "a day without its total",
    () => ["delete from merchant_days where kind = 'refunded'"],
    () => /^a day's total that differs from what succeeded in it: \w+ \d{4}-\d\d-\d\d refunded$/,
  ],
  [
    "an hour's total that is off",
    () => [`update merchant_hours set count = count + 1
      where kind = 'failed' and hour = (select min(hour) from merchant_hours)`],
    () => /^an hour's total that differs from what ended in it: \w+ \d+ failed$/,
  ],
  [
    "an edited limit of a contract",
    ({ contract }) => [
      `update contracts set per_day_limit = 9999999 where contract_id = '${contract}'`,
    ],
    ({ contract }) => `a contract whose terms differ from what its events say: ${contract}`,
  ],
  [
    "an edited amount in the books",
    ({ payment }) =>
      inBooks(`update book_transfers set fen = 4999 where subject_id = '${payment}'`),
    ({ payment }) =>
      new RegExp(`a transfer without its fact: ${payment} 1 3 payment posted .* 4999 `),
  ],
  [
    "money booked to another account",
    ({ payment }) =>
      inBooks(`update book_transfers set credit = 'late:sandbox' where subject_id = '${payment}'`),
    ({ payment }) => new RegExp(`a fact that is not booked, or booked otherwise: ${payment} 1 3 `),
  ],
  [
    "a fact that was taken out of the books",
    ({ refund }) =>
      inBooks(`delete from book_transfers where subject_id = '${refund}' and line = 2`),
    ({ refund }) =>
      new RegExp(`a fact that is not booked, or booked otherwise: ${refund} 2 3 refund posts`),
  ],
  [
    "an edited balance",
    () => inBooks("update book_entries set balance = balance + 1 where no = 2"),
    () => /^an entry that does not go on from the one before it: payable:\w+ 2 \d+$/m,
  ],
  [
    "an entry that was taken out of an account",
    ({ payment }) => inBooks(`delete from book_entries where subject_id = '${payment}'`),
    ({ payment }) =>
      new RegExp(`an entry that differs from its transfer: payable:\\w+ ${payment} 1 5000 1`),
  ],
  [
    "a day of an account that everybody touches that is off",
    () => ["update book_days set debits = debits + 1 where account = 'channel:sandbox'"],
    () => /^debits that differ from credits: test -\d+$/m,
  ],
];

/** By somebody who may change the tables themselves: what keeps the books as they are is gone. */
function inBooks(harm: string): readonly string[] {
  const triggers = ["transfers", "entries"].flatMap((table) => [
    `drop trigger if exists book_${table}_update`,
    `drop trigger if exists book_${table}_delete`,
  ]);
  return [...triggers, harm];
}

describe.each(["file", "server"] as const)("deno task verify, on a %s", (kind) => {
  let app: TestApp;
  let sqld: Sqld | undefined;
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let url: string;
  let busy: Busy;
  let client: Client;

  beforeAll(async () => {
    folder = await tempFolder();
    sqld = kind === "server" ? await startSqld() : undefined;
    url = sqld?.url ?? `file:${join(folder.path, "portal.db")}`;
    app = await testApp({ databaseUrl: url });
    busy = await busyRun(app);
    client = createClient({ url });
  });
  afterAll(async () => {
    client.close();
    await app.close();
    await sqld?.stop();
    await folder.remove();
  });

  const verify = () =>
    runMain(["verify"], {
      folder: folder.path,
      env: {
        DATABASE_URL: url,
        SECRETS: TEST_SECRETS,
        SANDBOX: "1",
        PUBLIC_URL: "http://portal.test",
      },
    });

  it("finds nothing after a busy run, and says so", async () => {
    expect(await verify()).toEqual({ code: 0, stdout: "every promise is kept\n", stderr: "" });
  });

  it("prints a line for each finding, and ends with 1", async () => {
    const { payment } = busy;
    const set = (amount: number) =>
      client.execute(`update payments set amount = ${amount} where payment_id = '${payment}'`);
    await set(990_000);
    const { code, stdout } = await verify();
    await set(5_000);
    const day = `${app.merchant.merchantNo} ${businessDay(app.clock.now())}`;
    const hour = `${app.merchant.merchantNo} ${hourOf(START)}`;
    const no = app.merchant.merchantNo;
    const booked = (fen: number) =>
      `${payment} 1 3 payment posted channel:sandbox payable:${no} ${fen} ${no} test ${START}  `;
    expect(stdout.split("\n")).toEqual([
      `a payment of another amount or merchant than its order: ${payment}`,
      `a day's total that differs from what succeeded in it: ${day} paid`,
      `an hour's total that differs from what ended in it: ${hour} paid`,
      `a fact that is not booked, or booked otherwise: ${booked(990_000)}`,
      `a transfer without its fact: ${booked(5_000)}`,
      `a number that is owed other than was paid, less what was given back and the fees: payable:${no} 3000 988000`,
      `a channel that owes other than came in less what went back: test channel:sandbox -3000 -988000`,
      `a row that differs from what its events wrote: ${payment} amount is 990000, its events say 5000`,
      "8 found",
      "",
    ]);
    expect(code).toBe(1);
  });

  it.each(damages)("names %s", async (_, harm, said) => {
    const kept = await copyOf(client);
    await client.batch(["pragma foreign_keys = off", ...harm(busy)]);
    const found = await Array.fromAsync(findBroken(client, { checks: bankChecks }));
    await restore(client, kept);
    expect(found.map(({ promise, by }) => `${promise}: ${by}`).join("\n")).toMatch(said(busy));
  });
});

describe("deno task verify", () => {
  it("makes no database, and says which one is not there", async () => {
    const folder = await tempFolder();
    const url = `file:${join(folder.path, "none.db")}`;
    const env = { DATABASE_URL: url, SECRETS: "x" };
    expect(await runMain(["verify"], { folder: folder.path, env })).toMatchObject({
      code: 1,
      stderr: `There is no database at ${url}\n`,
    });
    expect([...Deno.readDirSync(folder.path)]).toEqual([]);
    await folder.remove();
  });

  it("asks for a migration of a database that has none", async () => {
    const folder = await tempFolder();
    const path = join(folder.path, "empty.db");
    await Deno.writeTextFile(path, "");
    const env = { DATABASE_URL: `file:${path}`, SECRETS: "x" };
    const { code, stderr } = await runMain(["verify"], { folder: folder.path, env });
    expect(stderr).toBe(
      `The database at file:${path} is without 0001_first.sql: migrate it first\n`,
    );
    expect(code).toBe(1);
    await folder.remove();
  });
});

async function busyRun(app: TestApp): Promise<Busy> {
  const place = async (no: string, amount: number): Promise<string> => {
    const body = { merchant_order_no: no, amount, subject: "龙井" };
    return (await (await app.api("/v1/orders", { body })).json()).order_id;
  };
  const pay = async (orderId: string, outcome: string) =>
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  const [paid, closed] = [await place("paid", 5_000), await place("closed", 1_200)];
  await pay(paid, "failed");
  await pay(paid, "succeeded");
  const body = { merchant_refund_no: "r-1", amount: 2_000 };
  const { refund_id: refund } = await (await app.api(`/v1/orders/${paid}/refunds`, { body }))
    .json();
  await app.api(`/v1/orders/${closed}/closure`, { method: "POST" });
  await pay(await place("late", 700), "late");
  await place("expires", 800);
  must(await payLink(app, await openedLink(app), { amount: 30_000 }));
  const { contractId: contract } = await signedContract(app, await approvedPlan(app));
  await app.settle();
  app.clock.advance(hours(2));
  await app.settle();
  const order = await (await app.api(`/v1/orders/${paid}`)).json();
  return { paid, closed, refund, contract, payment: order.payment.payment_id };
}

const TABLES = [
  "merchant_days",
  "merchant_hours",
  "events",
  "orders",
  "payments",
  "refunds",
  "limit_days",
  "contracts",
  "book_transfers",
  "book_entries",
  "book_days",
] as const;

type Kept = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

async function copyOf(client: Client): Promise<Kept> {
  const copies = TABLES.map(async (table) =>
    [table, (await client.execute(`select * from ${table}`)).rows] as const
  );
  return Object.fromEntries(await Promise.all(copies));
}

/** Rows that are put back into the books enter nothing anew. */
async function restore(client: Client, kept: Kept): Promise<void> {
  const { rows: triggers } = await client.execute(
    "select name, sql from sqlite_master where type = 'trigger' and name glob 'book_*'",
  );
  const rows = TABLES.flatMap((table) =>
    (kept[table] ?? []).map((row) => {
      const names = Object.keys(row);
      return {
        sql: `insert or replace into ${table} (${names.join(", ")})
          values (${names.map(() => "?").join(", ")})`,
        args: names.map((name) => row[name] as string | number | null),
      };
    })
  );
  await client.batch([
    "pragma defer_foreign_keys = on",
    ...triggers.map(({ name }) => `drop trigger ${name}`),
    ...rows,
    ...triggers.map(({ sql }) => String(sql)),
  ], "write");
}
