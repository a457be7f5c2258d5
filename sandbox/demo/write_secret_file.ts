import { rename, rm, writeFile } from "node:fs/promises";

/**
 * Writes a file that only its owner may read, also where an earlier version left one that others may. Whoever reads it
 * finds all of it: a start that is killed meanwhile leaves the one before.
 */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  // What a killed start left there would keep its mode.
  await rm(partial, { force: true });
  await writeFile(partial, text, { mode: 0o600 });
  await rename(partial, path);
}
