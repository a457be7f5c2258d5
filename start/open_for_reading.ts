import type { Client } from "@libsql/client";
import { existsSync } from "node:fs";
import { ConfigError, type Settings } from "./config.ts";
import type { Extension } from "./extension.ts";
import { allMigrations } from "./migrations.ts";
import { clientFor, pathOf } from "./open_portal.ts";

/** Waits so long for a lock on a file; whoever reads for minutes can afford it. */
const TIMEOUT_MS = 10_000;

/** A client that only reads. Throws ConfigError for a database that is not there, or is not migrated to this version. */
export async function openForReading(
  { databaseUrl: url, databaseAuthToken: authToken }: Settings,
  extension: Extension | undefined,
): Promise<Client> {
  const isFile = url.startsWith("file:");
  if (isFile && !existsSync(pathOf(url))) throw new ConfigError(`There is no database at ${url}`);
  const createClient = await clientFor(url);
  const client = createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    ...(isFile ? { timeout: TIMEOUT_MS, concurrency: 1 } : {}),
  });
  try {
    if (isFile) await client.execute("PRAGMA query_only = 1");
    const applied = await appliedTo(client);
    const missing = (await allMigrations(extension)).find(({ name }) => !applied.has(name));
    if (!missing) return client;
    throw new ConfigError(`The database at ${url} is without ${missing.name}: migrate it first`);
  } catch (error) {
    client.close();
    throw error;
  }
}

async function appliedTo(client: Client): Promise<ReadonlySet<string>> {
  const { rows: [table] } = await client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'",
  );
  if (!table) return new Set();
  const { rows } = await client.execute("SELECT name FROM migrations");
  return new Set(rows.map(({ name }) => String(name)));
}
