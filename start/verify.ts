import process from "node:process";
import { findBroken } from "../db/verify/find_broken.ts";
import type { Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { openForReading } from "./open_for_reading.ts";

/** Prints a line for each broken promise about money in the database, which it only reads; exit code 1 if there is any. */
export async function verifyOnly(settings: Settings): Promise<void> {
  const extension = await extensionFor(settings, findSandbox);
  const client = await openForReading(settings, extension);
  let found = 0;
  try {
    for await (const { promise, by } of findBroken(client, extension?.checks)) {
      console.log(`${promise}: ${by}`);
      found++;
    }
  } finally {
    client.close();
  }
  console.log(found === 0 ? "every promise is kept" : `${found} found`);
  if (found > 0) process.exitCode = 1;
}
