import { rename, writeFile } from "node:fs/promises";
import type { World } from "./world.ts";

export interface StateFile {
  /** Writes it if it has changed, after whatever is being written. */
  keep(world: World): void;
  /** Resolves when all that was kept is in the file. */
  kept(): Promise<void>;
}

/** Keeps the latest state in a file, which is whole whenever somebody reads it. */
export function openStateFile(path: string): StateFile {
  let writing = Promise.resolve();
  let latest = "";
  const write = async (text: string) => {
    const partial = `${path}.partial`;
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, path);
  };
  return {
    keep: (world) => {
      const text = JSON.stringify(world);
      if (text === latest) return;
      latest = text;
      writing = writing.then(() => write(text));
    },
    kept: () => writing,
  };
}
