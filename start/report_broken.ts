import type { Client } from "@libsql/client";
import { findBroken } from "../db/verify/find_broken.ts";

/** Prints a line for each broken promise, and how many there were; gives that number. */
export async function reportBroken(
  client: Client,
  given: Parameters<typeof findBroken>[1],
): Promise<number> {
  let found = 0;
  for await (const { promise, by } of findBroken(client, given)) {
    console.log(`${promise}: ${by}`);
    found++;
  }
  console.log(found === 0 ? "every promise is kept" : `${found} found`);
  return found;
}
