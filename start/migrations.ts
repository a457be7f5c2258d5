import type { Migration } from "../db/engine/migrate.ts";
import { readMigrations } from "../db/engine/read_migrations.ts";

/** The house's own tables and the sandbox's. */
export async function allMigrations(): Promise<readonly Migration[]> {
  const [house, sandbox] = await Promise.all([
    readMigrations(new URL("../db/migrations/", import.meta.url)),
    readMigrations(new URL("../sandbox/tables/migrations/", import.meta.url), "sandbox/"),
  ]);
  return [...house, ...sandbox];
}
