import { open } from "node:fs/promises";
import { dirname } from "node:path";

/** Returns once the file's bytes are on the disk. */
export async function flushed(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Returns once the name of the file is on the disk as well. */
export async function folderFlushed(file: string): Promise<void> {
  const handle = await open(dirname(file), "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
