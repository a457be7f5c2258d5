import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { alertsFor } from "../../core/alert/alert_kind.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";

it("the migration to alarms adds what is new to what everybody is told of", async () => {
  const client = createClient({ url: ":memory:" });
  const all = await allMigrations(sandbox);
  const place = all.findIndex(({ name }) => name.startsWith("0007_"));
  expect(place).toBeGreaterThan(0);
  await migrate(client, all.slice(0, place));
  const old = [
    "own_account",
    "proposal_waits",
    "money_unclear",
    "endpoint_disabled",
    "key_retired",
  ];
  await client.executeMultiple(`
    insert into merchants (merchant_no, app_id, name, mode, products, return_urls, embed_origins,
      created_at, version)
    values ('888000000000001', 'app_1', '茶馆', 'test', '[]', '[]', '[]', 0, 1);
    insert into staff (staff_id, merchant_no, role, state, alerts, created_at, version)
    values ('stf_1', null, 'admin', 'invited', '${JSON.stringify(old)}', 0, 1),
      ('stf_2', '888000000000001', 'owner', 'invited', '["own_account"]', 0, 1);`);
  await migrate(client, all);
  const { rows } = await client.execute("select alerts from staff order by staff_id");
  const [admin, owner] = rows.map((row) => JSON.parse(String(row["alerts"])));
  client.close();
  expect(admin.toSorted()).toEqual(alertsFor("admin").toSorted());
  expect(owner).toEqual([
    "own_account",
    "key_ends",
    "dispute_opened",
    "dispute_due",
    "dispute_decided",
  ]);
});
