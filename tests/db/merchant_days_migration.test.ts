import { createClient } from "@libsql/client";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hours } from "../../core/time.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { tempFolder } from "../support/server.ts";
import { testApp } from "../support/test_app.ts";

it("the migration counts what is there as the writes count what comes", async () => {
  const folder = await tempFolder();
  const url = `file:${join(folder.path, "portal.db")}`;
  const app = await testApp({ databaseUrl: url });
  const client = createClient({ url });
  const days = async () =>
    (await client.execute("select day, kind, count, sum from merchant_days order by 1, 2")).rows
      .map((row) => Object.values(row));

  for (const [no, amount] of [["one", 12_000], ["two", 3_000], ["next", 500]] as const) {
    // START is 14:00 in Asia/Shanghai: the last one is paid after midnight there, and on the same day in UTC.
    if (no === "next") app.clock.advance(hours(11));
    const order = { merchant_order_no: no, amount, subject: "茶" };
    const { order_id } = await (await app.api("/v1/orders", { body: order })).json();
    const paid = { body: { outcome: "succeeded" } };
    await app.api(`/v1/test_helpers/orders/${order_id}/payment`, paid);
    const refund = { merchant_refund_no: no, amount: 100 };
    await app.api(`/v1/orders/${order_id}/refunds`, { body: refund });
    await app.settle();
  }
  const { contractId } = await chargeableContract(app);
  await charge(app, refill(contractId, "A-1", 4_500));
  await app.settle();

  const counted = [
    ["2026-11-20", "paid", 2, 15_000],
    ["2026-11-20", "refunded", 2, 200],
    ["2026-11-21", "deducted", 1, 4_500],
    ["2026-11-21", "paid", 1, 500],
    ["2026-11-21", "refunded", 1, 100],
  ];
  expect(await days()).toEqual(counted);

  const migration = (await allMigrations(sandbox)).find(({ name }) => /^0006/.test(name));
  const inserts = migration?.sql.match(/INSERT INTO merchant_days[^;]+;/g) ?? [];
  expect(inserts).toHaveLength(3);
  await client.executeMultiple(`delete from merchant_days; ${inserts.join("\n")}`);
  expect(await days()).toEqual(counted);

  client.close();
  await app.close();
  await folder.remove();
});
