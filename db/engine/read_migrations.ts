import { readdir, readFile } from "node:fs/promises";
import type { Migration } from "./migrate.ts";

/** Reads every `.sql` file of the folder, by name. For entries that have a disk. */
export async function readMigrations(
  dir: URL = new URL("../migrations/", import.meta.url),
): Promise<
  readonly Migration[]
> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(new URL(name, dir), "utf8") })),
  );
}
