import { createClient } from "@libsql/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { migrate } from "../../db/engine/migrate.ts";
import { ConfigError, readSettings } from "../../start/config.ts";
import { openMigrated } from "../../start/open_portal.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";

/** What a portal before the first schema left behind. */
const older = [
  { name: "0001_house.sql", sql: "CREATE TABLE merchants (merchant_no TEXT NOT NULL) STRICT;" },
  { name: "0002_sandbox.sql", sql: "CREATE TABLE sandbox_log (seq INTEGER) STRICT;" },
];

let folder: string;
let sqld: Sqld;
beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "older" });
  sqld = await startSqld();
});
afterAll(async () => {
  await sqld.stop();
  await Deno.remove(folder, { recursive: true });
});

describe("a start on the database of an earlier version", () => {
  it("is refused, names the file to move or delete, and leaves it as it is", async () => {
    const file = join(folder, "countersign.db");
    expect(await refusal(`file:${file}`)).toBe(
      `Cannot start: the database at file:${file} was made by a version before 0001_first.sql, ` +
        `and its tables cannot be taken over. Stop every portal on it, then move or delete ${file}, ` +
        "with the -wal and -shm files beside it, and start again",
    );
  });

  it("is refused, and names the server's database to empty or replace", async () => {
    expect(await refusal(sqld.url)).toContain(
      `the database at ${sqld.url} was made by a version before 0001_first.sql`,
    );
    expect(await refusal(sqld.url)).toContain(
      "empty that database, or set DATABASE_URL to an empty one",
    );
  });
});

async function refusal(url: string): Promise<string> {
  const client = createClient({ url });
  await migrate(client, older);
  const settings = readSettings({
    DATABASE_URL: url,
    SECRETS: "x",
    PUBLIC_URL: "https://pay.test",
  });
  const error = await openMigrated(settings).then(() => undefined, (thrown) => thrown);
  const { rows } = await client.execute("SELECT name FROM migrations ORDER BY name");
  expect(rows.map((row) => row["name"])).toEqual(older.map(({ name }) => name));
  client.close();
  expect(error).toBeInstanceOf(ConfigError);
  return error.message;
}
