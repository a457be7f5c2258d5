import { type Client, createClient } from "@libsql/client";
import { findBroken } from "../../db/verify/find_broken.ts";
import { bankChecks } from "../../sandbox/checks.ts";

/** Of a promise that a thousand rows break, a few tell enough. */
const SHOWN_MAX = 5;

/** What `deno task verify` finds, by the promise that is broken; empty when all are kept. */
export async function brokenPromises(
  client: Pick<Client, "batch" | "execute">,
  checks = bankChecks,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const broken: Record<string, string[]> = {};
  for await (const { promise, by } of findBroken(client, { checks })) {
    const found = broken[promise] ??= [];
    if (found.length < SHOWN_MAX) found.push(by);
  }
  return broken;
}

/** Fails when a server left something broken in its database, at this address. */
export async function checkPromisesAt(url: string): Promise<void> {
  const client = createClient({ url });
  try {
    const { rows } = await client.execute(
      "select name from sqlite_master where name = 'sandbox_payments'",
    );
    const broken = await brokenPromises(client, rows.length > 0 ? bankChecks : {});
    if (Object.keys(broken).length > 0) throw new Error(`Ledger: ${JSON.stringify(broken)}`);
  } finally {
    client.close();
  }
}
