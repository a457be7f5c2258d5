import { type Client, createClient } from "@libsql/client";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate, UnknownDatabase } from "../../../db/engine/migrate.ts";
import { sandbox } from "../../../sandbox/sandbox.ts";
import { allMigrations } from "../../../start/migrations.ts";
import { type Sqld, startSqld } from "../../support/sqld.ts";

const first = { name: "0001_tea.sql", sql: "CREATE TABLE tea (leaf TEXT NOT NULL) STRICT;" };
const second = {
  name: "0002_pot.sql",
  sql: `CREATE TABLE pot (id INTEGER PRIMARY KEY) STRICT;
INSERT INTO pot VALUES (1);
-- A semicolon; in a comment, and a trigger with a body of its own.
CREATE TRIGGER pot_is_kept BEFORE DELETE ON pot BEGIN SELECT RAISE(ABORT, 'kept; always'); END;`,
};

describe.each(["file", "sqld"] as const)("migrate on %s", (kind) => {
  let sqld: Sqld | undefined;
  let dir: string;
  let client: Client;
  let databases = 0;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), "migrate-"));
    if (kind === "sqld") sqld = await startSqld();
  });

  afterAll(async () => {
    await sqld?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    databases++;
    client = open();
    if (sqld) await dropAll(client);
  });

  afterEach(() => client.close());

  function open(): Client {
    return createClient({ url: sqld?.url ?? `file:${join(dir, `${databases}.db`)}`, timeout: 75 });
  }

  it("applies what is missing, in the order of names, once", async () => {
    expect(await migrate(client, [second, first])).toEqual(["0001_tea.sql", "0002_pot.sql"]);
    expect(await migrate(client, [second, first])).toEqual([]);
    expect(await names(client)).toEqual(["migrations", "pot", "pot_is_kept", "tea"]);
  });

  it("continues from where an earlier version stopped", async () => {
    await migrate(client, [first]);
    expect(await migrate(client, [first, second])).toEqual(["0002_pot.sql"]);
  });

  it("refuses a migration that was changed after it was applied", async () => {
    await migrate(client, [first]);
    const changed = { ...first, sql: first.sql.replace("leaf", "leaves") };
    await expect(migrate(client, [changed, second])).rejects.toThrow(
      "Cannot migrate: 0001_tea.sql was changed after it was applied",
    );
    expect(await names(client)).toEqual(["migrations", "tea"]);
  });

  it("refuses one that would have come earlier", async () => {
    await migrate(client, [second]);
    await expect(migrate(client, [first, second])).rejects.toThrow(
      "Cannot apply migration 0001_tea.sql: 0002_pot.sql is already applied",
    );
  });

  it("takes a series of its own by its own order, also one that is joined later", async () => {
    const third = { name: "box/0001_lid.sql", sql: "CREATE TABLE lid (id INTEGER) STRICT;" };
    await migrate(client, [first, second]);
    expect(await migrate(client, [first, second, third])).toEqual(["box/0001_lid.sql"]);
    const fourth = { name: "0003_cup.sql", sql: "CREATE TABLE cup (id INTEGER) STRICT;" };
    expect(await migrate(client, [first, second, third, fourth])).toEqual(["0003_cup.sql"]);
  });

  it("refuses a database that was migrated by none of these, and changes nothing", async () => {
    await migrate(client, [{ name: "0009_kettle.sql", sql: "CREATE TABLE kettle (id TEXT);" }]);
    await expect(migrate(client, [first, second])).rejects.toThrow(UnknownDatabase);
    expect(await names(client)).toEqual(["kettle", "migrations"]);
  });

  it("leaves nothing behind of one that fails, holds no lock, and can be retried", async () => {
    const broken = { ...second, sql: `${second.sql}\nINSERT INTO pot VALUES ('not a number');` };
    await expect(migrate(client, [first, broken])).rejects.toThrow("datatype mismatch");
    expect(await names(client)).toEqual(["migrations", "tea"]);
    const other = open();
    await other.batch(["INSERT INTO tea VALUES ('green')"], "write");
    other.close();
    expect(await migrate(client, [first, second])).toEqual(["0002_pot.sql"]);
  });

  it("is safe when several start at once", async () => {
    const clients = Array.from({ length: 4 }, open);
    const applied = await Promise.all(clients.map((each) => migrate(each, [first, second])));
    expect(applied.flat().sort()).toEqual(["0001_tea.sql", "0002_pot.sql"]);
    expect(await names(client)).toEqual(["migrations", "pot", "pot_is_kept", "tea"]);
    for (const each of clients) each.close();
  });

  it("applies the project's own migrations", async () => {
    const migrations = await allMigrations(sandbox);
    expect(await migrate(client, migrations)).toEqual(migrations.map(({ name }) => name));
    expect(await migrate(client, migrations)).toEqual([]);
  });
});

async function names(client: Client): Promise<readonly string[]> {
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return rows.map((row) => String(row["name"]));
}

async function dropAll(client: Client): Promise<void> {
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%'",
  );
  await client.migrate(rows.map((row) => `DROP TABLE "${row["name"]}"`));
}
