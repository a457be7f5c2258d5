import type { Client } from "@libsql/client";

export interface Migration {
  /** The file name, e.g. `0001_house.sql`; the order of names is the order of application. */
  readonly name: string;
  readonly sql: string;
}

/** How often somebody else may hold the lock, or apply the same migration first, before we give up. */
const TRIES_MAX = 40;
const PAUSE_MS = 50;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS migrations (
  name TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/**
 * Applies what the database has not seen yet, forward only, each migration whole or not at all. Returns the names
 * applied by this call. Throws when an applied migration was changed since, or a new one sorts before an applied one.
 * Several processes may start at once.
 */
export async function migrate(
  client: Client,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const ordered = [...migrations].sort((a, b) => a.name < b.name ? -1 : 1);
  const digests = new Map<string, string>();
  for (const { name, sql } of ordered) digests.set(name, await sha256(sql));

  const applied: string[] = [];
  for (let tries = 1;; tries++) {
    try {
      if (tries === 1) await client.batch([CREATE_TABLE], "write");
      const next = nextOf(ordered, digests, await readApplied(client));
      if (next === undefined) return applied;
      await client.executeMultiple(script(next, digests.get(next.name) ?? ""));
      applied.push(next.name);
      tries = 1;
    } catch (error) {
      if (tries >= TRIES_MAX || !isRace(error)) throw error;
      // A client that has met BUSY is not to be trusted with another write.
      await client.reconnect();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function readApplied(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.execute("SELECT name, digest FROM migrations ORDER BY name");
  return new Map(rows.map((row) => [String(row["name"]), String(row["digest"])]));
}

function nextOf(
  migrations: readonly Migration[],
  digests: ReadonlyMap<string, string>,
  applied: ReadonlyMap<string, string>,
): Migration | undefined {
  const newest = [...applied.keys()].at(-1) ?? "";
  let next: Migration | undefined;
  for (const migration of migrations) {
    const digest = applied.get(migration.name);
    if (digest === undefined && migration.name < newest) {
      throw new TypeError(
        `Cannot apply migration ${migration.name}: ${newest} is already applied, and order is by name`,
      );
    }
    if (digest === undefined) next ??= migration;
    else if (digest !== digests.get(migration.name)) {
      throw new TypeError(
        `Cannot migrate: ${migration.name} was changed after it was applied; write a new migration instead`,
      );
    }
  }
  return next;
}

// One request carries the whole transaction, so a process that dies here leaves no lock behind. The record comes
// first: of two processes that apply the same migration, the second one stops there.
function script({ name, sql }: Migration, digest: string): string {
  return `BEGIN IMMEDIATE;
INSERT INTO migrations (name, digest, applied_at)
  VALUES (${quoted(name)}, ${quoted(digest)}, CAST(unixepoch('subsec') * 1000 AS INTEGER));
${sql}
;
COMMIT;`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function isRace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /SQLITE_BUSY|database is locked|UNIQUE constraint failed: migrations\.name/.test(
    `${"code" in error ? error.code : ""} ${error.message}`,
  );
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
