import { open } from "node:fs/promises";

/** Writes a file that only its owner may read, also where an earlier version left one that others may. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
