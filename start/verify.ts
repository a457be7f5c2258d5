import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import type { PublicKeys } from "../core/audit/audit_head.ts";
import { ConfigError, type Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { openForReading } from "./open_for_reading.ts";
import { portalKeys } from "./portal_keys.ts";
import { reportBroken } from "./report_broken.ts";

/**
 * Prints a line for each broken promise about money in the database, which it only reads; exit code 1 if there is any.
 * `--head FILE` holds audit heads that somebody has kept, `--keys FILE` the public keys that signed them; without it they
 * are those of SECRETS.
 */
export async function verifyOnly(settings: Settings, args: readonly string[]): Promise<void> {
  const files = readArgs(args);
  const keptHeads = files.head === undefined ? [] : headsIn(await textOf(files.head));
  const extension = await extensionFor(settings, findSandbox);
  const client = await openForReading(settings, extension);
  try {
    const keys = files.keys === undefined
      ? await portalKeys(settings, extension)
      : jsonOf<PublicKeys>(await textOf(files.keys));
    const found = await reportBroken(client, { checks: extension?.checks, keys, keptHeads });
    if (found > 0) process.exitCode = 1;
  } finally {
    client.close();
  }
}

/** A list as it is published, or one head alone. */
function headsIn(text: string): readonly string[] {
  if (!text.startsWith("{")) return [text];
  const { heads } = jsonOf<{ readonly heads?: readonly { readonly jws?: unknown }[] }>(text);
  if (!Array.isArray(heads) || heads.length === 0) throw new ConfigError("verify: no heads in it");
  return heads.map(({ jws }) => String(jws));
}

function readArgs(args: readonly string[]) {
  const options = { head: { type: "string" }, keys: { type: "string" } } as const;
  try {
    return parseArgs({ args: args[0] === "--" ? args.slice(1) : [...args], options }).values;
  } catch (error) {
    throw new ConfigError(`verify [--head <file>] [--keys <jwks.json>]\n${error}`);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    throw new ConfigError(`verify: cannot read ${file}`);
  }
}

function jsonOf<T>(text: string): T {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError("verify: expected JSON");
  }
}
