import type { Client } from "@libsql/client";
import { sha256 } from "../../core/sha256.ts";

export interface Migration {
  /**
   * The file name, e.g. `0001_first.sql`, or `sandbox/0001_sandbox.sql` in a series of its own. Within a series the order
   * of names is the order of application.
   */
  readonly name: string;
  readonly sql: string;
}

/** The database has migrations, and this version knows none of them: an earlier one made it, before the first schema. */
export class UnknownDatabase extends Error {
  override readonly name = "UnknownDatabase";
}

/** How often we retry while someone else holds the lock: about two seconds. */
const TRIES_MAX = 40;
const PAUSE_MS = 50;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS migrations (
  name TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/**
 * Applies the migrations the database does not have yet, forward only, each migration whole or not at all. Returns
 * the names applied by this call. Throws when an applied migration was changed since, or a new one sorts before an
 * applied one; UnknownDatabase when it has been migrated, but by none of these. Several processes may start at once.
 */
export async function migrate(
  client: Client,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const ordered = [...migrations].sort((a, b) => a.name < b.name ? -1 : 1);
  const digests = new Map<string, string>();
  for (const { name, sql } of ordered) digests.set(name, await sha256(sql));

  await insist(client, () => client.batch([CREATE_TABLE], "write"));
  const applied: string[] = [];
  for (;;) {
    const next = nextOf(ordered, digests, await readApplied(client));
    if (next === undefined) return applied;
    const done = await insist(client, () => apply(client, next, digests.get(next.name) ?? ""));
    if (done) applied.push(next.name);
  }
}

/** False when another process has applied it at the same time. */
async function apply(client: Client, migration: Migration, digest: string): Promise<boolean> {
  try {
    await client.executeMultiple(script(migration, digest));
    return true;
  } catch (error) {
    if (says(error, /UNIQUE constraint failed: migrations\.name/)) return false;
    throw error;
  }
}

async function insist<T>(client: Client, work: () => Promise<T>): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX || !says(error, /SQLITE_BUSY|database is locked/)) throw error;
      // A client that got BUSY must not be trusted with another write.
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
  const [some] = applied.keys();
  if (some !== undefined && !migrations.some(({ name }) => applied.has(name))) {
    throw new UnknownDatabase(
      `Cannot migrate: ${some} was applied, which this version does not know`,
    );
  }
  let next: Migration | undefined;
  for (const migration of migrations) {
    const digest = applied.get(migration.name);
    const newest = newestOf(seriesOf(migration.name), applied);
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

function seriesOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

function newestOf(series: string, applied: ReadonlyMap<string, string>): string {
  return [...applied.keys()].filter((name) => seriesOf(name) === series).at(-1) ?? "";
}

// One request carries the whole transaction, so a process that dies here leaves no lock behind. The record comes
// first: if two processes apply the same migration, the second one stops there.
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

function says(error: unknown, what: RegExp): boolean {
  return error instanceof Error && what.test(error.message);
}
