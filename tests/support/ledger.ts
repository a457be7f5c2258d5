import type { Client } from "@libsql/client";
import { findBroken } from "../../db/verify/find_broken.ts";
import { bankChecks } from "../../sandbox/checks.ts";

/** Of a promise that a thousand rows break, a few tell enough. */
const SHOWN_MAX = 5;

/** What `deno task verify` finds, by the promise that is broken; empty when all are kept. */
export async function brokenPromises(
  client: Pick<Client, "batch" | "execute">,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const broken: Record<string, string[]> = {};
  for await (const { promise, by } of findBroken(client, { checks: bankChecks })) {
    const found = broken[promise] ??= [];
    if (found.length < SHOWN_MAX) found.push(by);
  }
  return broken;
}
