import type { Migration } from "../db/engine/migrate.ts";
import { readMigrations } from "../db/engine/read_migrations.ts";
import type { Extension } from "./extension.ts";

/** The house's own tables, and beside them those of the extension. */
export async function allMigrations(
  extension: Pick<Extension, "migrationFolder"> | undefined,
): Promise<readonly Migration[]> {
  const house = await readMigrations(new URL("../db/migrations/", import.meta.url));
  if (!extension) return house;
  return [...house, ...await readMigrations(extension.migrationFolder(), "sandbox/")];
}
