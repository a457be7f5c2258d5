import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { migrate } from "../../../db/engine/migrate.ts";
import { clearingChecks } from "../../../db/verify/clearing_checks.ts";
import { sandbox } from "../../../sandbox/sandbox.ts";
import { allMigrations } from "../../../start/migrations.ts";

it("batches that were built before have their balances by clearing day, whatever their order", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0050_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  const batches = [
    batch("1", { no: 1, day: "2026-11-20", amount: 900, fee: 100, paid: 800, state: "paid" }),
    batch("1", { no: 2, day: "2026-11-22", amount: 50, fee: 0, paid: 57, madeUp: 7, state: "due" }),
    batch("1", { no: 3, day: "2026-11-21", amount: 30, fee: 0, paid: 30, state: "sent" }),
    batch("2", { no: 1, day: "2026-11-21", amount: -5, fee: 0, paid: 0, state: "nothing_due" }),
  ];
  await client.executeMultiple(`pragma foreign_keys = off; ${batches.join("\n")}`);
  await migrate(client, all);
  const { rows } = await client.execute(
    `select merchant_no, day, no, cleared, made_up, paid, balance from book_clearing_days
    order by merchant_no, day`,
  );
  const broken = await client.execute(
    clearingChecks["a clearing day that is owed other than its batches come to"]!,
  );
  client.close();
  expect(rows.map((row) => Object.values({ ...row }))).toEqual([
    ["1", "2026-11-20", 1, 800, 0, 800, 0],
    ["1", "2026-11-21", 1, 830, 0, 800, 30],
    ["1", "2026-11-22", 1, 880, 7, 800, 87],
    ["2", "2026-11-21", 1, -5, 0, 0, -5],
  ]);
  expect(broken.rows).toEqual([]);
});

interface Given {
  readonly no: number;
  readonly day: string;
  readonly amount: number;
  readonly fee: number;
  readonly madeUp?: number;
  readonly paid: number;
  readonly state: string;
}

function batch(merchantNo: string, { no, day, amount, fee, madeUp = 0, paid, state }: Given) {
  const left = Math.min(0, amount - fee + madeUp);
  return `insert into settlement_batches values ('stl_${merchantNo}${no}', '${merchantNo}', '${merchantNo}', ${no},
    '${day}', '${day}', 1, 1, ${amount}, ${fee}, 0, 0, 0, 0, 0, 0, ${madeUp}, ${paid}, ${left}, null, '${state}',
    1, 0, 1);`;
}
