import { createClient } from "@libsql/client";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { ConfigError, type Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { flushed, folderFlushed } from "./flush.ts";
import { findSandbox } from "./find_sandbox.ts";
import { openForReading } from "./open_for_reading.ts";
import { pathOf } from "./open_portal.ts";
import { portalKeys } from "./portal_keys.ts";
import { reportBroken } from "./report_broken.ts";

/**
 * Copies the database into a new file while the portal serves: as of one moment, on disk when this returns, and
 * verified. A copy that breaks promises is kept, because there may be no better one; the exit code is then 1.
 */
export async function backupOnly(settings: Settings, args: readonly string[]): Promise<void> {
  const target = targetOf(args);
  const from = fileOf(settings, "backup");
  if (existsSync(target)) throw new ConfigError(`backup: ${target} is there already`);
  const extension = await extensionFor(settings, findSandbox);
  // Says clearly what is wrong with the database before anything is copied.
  (await openForReading(settings, extension)).close();

  const partial = `${target}.${process.pid}.partial`;
  try {
    await copyInto(partial, from);
    await flushed(partial);
    const copy = { ...settings, databaseUrl: `file:${partial}` };
    const client = await openForReading(copy, extension);
    try {
      const keys = await portalKeys(settings, extension);
      const found = await reportBroken(client, { checks: extension?.checks, keys });
      if (found > 0) process.exitCode = 1;
    } finally {
      client.close();
    }
    await rename(partial, target);
    await folderFlushed(target);
  } finally {
    await rm(partial, { force: true });
  }
  console.log(`copied to ${target}`);
}

/** Only its owner may read it, as the database itself. */
async function copyInto(file: string, from: string): Promise<void> {
  await (await open(file, "wx", 0o600)).close();
  const client = createClient({ url: `file:${from}`, concurrency: 1 });
  try {
    await client.execute({ sql: "VACUUM INTO ?", args: [file] });
  } finally {
    client.close();
  }
}

function targetOf(args: readonly string[]): string {
  const [file, ...more] = args[0] === "--" ? args.slice(1) : args;
  if (file === undefined || more.length > 0) throw new ConfigError("backup <new file>");
  return resolve(file);
}

/** Where the database lies. Throws ConfigError where it is no file: a server is copied by its own means. */
export function fileOf({ databaseUrl: url }: Settings, command: string): string {
  if (url.startsWith("file:")) return resolve(pathOf(url));
  throw new ConfigError(
    `${command}: ${url} is a server, which is copied and put back by its own means; docs/running.md says how`,
  );
}
