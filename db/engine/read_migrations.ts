import { readdir, readFile } from "node:fs/promises";
import type { Migration } from "./migrate.ts";

/** Reads every `.sql` file of the folder, by name; `series` stands before each name. For entries that have a disk. */
export async function readMigrations(dir: URL, series = ""): Promise<readonly Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(
    names.map(async (name) => ({
      name: `${series}${name}`,
      sql: await readFile(new URL(name, dir), "utf8"),
    })),
  );
}
