import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { migrate } from "../../db/engine/migrate.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { allMigrations } from "../../start/migrations.ts";
import { startSqld } from "../support/sqld.ts";

const BEFORE = /^0003_tree/;

describe("the migration to a tree of merchant numbers", () => {
  it("takes over the numbers that are there, on a file", async () => {
    const folder = await Deno.makeTempDir({ prefix: "tree" });
    const client = createClient({ url: `file:${join(folder, "tree.db")}` });
    await takesOver(client);
    await Deno.remove(folder, { recursive: true });
  });

  it("takes over the numbers that are there, on a libSQL server", async () => {
    const sqld = await startSqld();
    await takesOver(createClient({ url: sqld.url })).finally(() => sqld.stop());
  });
});

async function takesOver(client: Client): Promise<void> {
  const all = await allMigrations(sandbox);
  const before = all.slice(0, all.findIndex(({ name }) => BEFORE.test(name)));
  expect(before.length).toBeGreaterThan(0);
  await migrate(client, before);
  await client.executeMultiple(`
    insert into merchants (merchant_no, parent_no, app_id, shares_contracts, name, mode, products,
      return_urls, embed_origins, created_at, version)
    values ('888000000000001', null, 'app_1', 1, '总店', 'live', '["cashier"]', '[]', '[]', 0, 3),
      ('888000000000002', '888000000000001', 'app_1', 0, '分店', 'live', '[]', '[]', '[]', 0, 1),
      ('888000000000003', '888000000000002', 'app_1', 0, '档口', 'live', '[]', '[]', '[]', 0, 1);
    insert into merchant_keys (kid, merchant_no, alg, jwk, state, not_before, created_at, version)
    values ('key_1', '888000000000001', 'EdDSA', '{}', 'active', 0, 0, 1);`);
  await migrate(client, all);
  const rows = async (sql: string) =>
    (await client.execute(sql)).rows.map((row) => Object.values(row));
  expect(
    await rows(`select above_no, merchant_no, depth from merchant_lines
    order by merchant_no, depth`),
  ).toEqual([
    ["888000000000001", "888000000000001", 0],
    ["888000000000002", "888000000000002", 0],
    ["888000000000001", "888000000000002", 1],
    ["888000000000003", "888000000000003", 0],
    ["888000000000002", "888000000000003", 1],
    ["888000000000001", "888000000000003", 2],
  ]);
  expect(await rows("select merchant_no, state, winding_up, version from merchants order by 1"))
    .toEqual([
      ["888000000000001", "active", 0, 3],
      ["888000000000002", "active", 0, 1],
      ["888000000000003", "active", 0, 1],
    ]);
  expect(await rows("select scopes, last_signed_at from merchant_keys"))
    .toEqual([['["create","sign","charge","refund"]', null]]);
  client.close();
}
