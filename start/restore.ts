import { createClient } from "@libsql/client";
import { existsSync } from "node:fs";
import { chmod, copyFile, link, mkdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { resumeFromCopy } from "../core/restore/resume_from_copy.ts";
import { fileOf } from "./backup.ts";
import { ConfigError, type Settings } from "./config.ts";
import { extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { flushed, folderFlushed } from "./flush.ts";
import { openForReading } from "./open_for_reading.ts";
import { openPortal } from "./open_portal.ts";
import { portalKeys } from "./portal_keys.ts";
import { reportBroken } from "./report_broken.ts";

/** Files of SQLite's beside a database. */
const BESIDE = ["-wal", "-shm"];

/**
 * Puts a copy in the place of the database: verified, migrated, and made fit to go on from, all in a file beside it, which
 * then takes its place in one step. The old file stays under another name. Throws ConfigError, and changes nothing, while
 * a portal has the database open and for a copy that breaks promises or was sealed with other secrets.
 */
export async function restoreOnly(settings: Settings, args: readonly string[]): Promise<void> {
  const [copy, ...more] = args[0] === "--" ? args.slice(1) : args;
  if (copy === undefined || more.length > 0) throw new ConfigError("restore <copy>");
  const place = fileOf(settings, "restore");
  if (!existsSync(copy)) throw new ConfigError(`restore: there is no ${copy}`);
  if (resolve(copy) === place) throw new ConfigError(`restore: ${copy} is the database itself`);
  await mkdir(dirname(place), { recursive: true });
  await insistThatItIsFree(place);

  const staged = `${place}.restoring`;
  try {
    await clear(staged);
    await copyFile(copy, staged);
    await chmod(staged, 0o600);
    // Of a file that was copied by hand the newest may be there alone.
    if (existsSync(`${copy}-wal`)) await copyFile(`${copy}-wal`, `${staged}-wal`);
    await insistThatItIsOurs(staged, copy);
    const entries = await prepare({ ...settings, databaseUrl: `file:${staged}` });
    await flushed(staged);
    await insistThatItIsFree(place);
    const old = await exchange(staged, place);
    console.log(`restored ${place}; the audit chain goes on from entry ${entries}`);
    if (old !== undefined) console.log(`what was there is now ${old}`);
  } finally {
    await clear(staged);
  }
}

/** Answers how many entries the audit chain had in the copy. */
async function prepare(settings: Settings): Promise<number> {
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  let entries: number;
  try {
    const extension = await extensionFor(settings, findSandbox);
    const client = await openForReading(settings, extension);
    try {
      const keys = await portalKeys(settings, extension);
      const found = await reportBroken(client, { checks: extension?.checks, keys });
      if (found > 0) {
        throw new ConfigError("restore: the copy breaks promises; nothing was changed");
      }
    } finally {
      client.close();
    }
    entries = await resumeFromCopy(portal.deps);
  } finally {
    await portal.close();
  }
  await foldJournal(fileOf(settings, "restore"));
  return entries;
}

/**
 * In one step, so that at no moment there is no database, which a start would take for a new one. Answers where the old
 * one is now.
 */
async function exchange(staged: string, place: string): Promise<string | undefined> {
  const old = `${place}.replaced-${new Date().toISOString().replaceAll(/[-:]|\..*/g, "")}`;
  if (existsSync(place)) await link(place, old);
  // A journal that is left beside another file would be played into it.
  for (const suffix of BESIDE) {
    if (existsSync(place + suffix)) await rename(place + suffix, old + suffix);
  }
  await rename(staged, place);
  await folderFlushed(place);
  return existsSync(old) ? old : undefined;
}

/**
 * Throws ConfigError while another process has the database open. A sound one has its journal folded into it on the
 * way; one that cannot be opened any more is nobody's.
 */
async function insistThatItIsFree(place: string): Promise<void> {
  if (!existsSync(place)) return;
  try {
    // Refused as busy while anybody else has the file open.
    await ask(place, "PRAGMA journal_mode = DELETE");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!/^SQLITE_(BUSY|LOCKED)/.test(code)) return;
    throw new ConfigError(`restore: something has ${place} open; stop the portal first`);
  }
}

/** Throws ConfigError for a file that no portal has migrated: an empty one would become an empty portal. */
async function insistThatItIsOurs(staged: string, copy: string): Promise<void> {
  const sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'";
  const found = await ask(staged, sql).catch(() => []);
  if (found.length === 0) {
    throw new ConfigError(`restore: ${copy} is no copy of a database of ours`);
  }
}

/** Everything is then in the file itself, and the files beside it can go. */
async function foldJournal(file: string): Promise<void> {
  const [folded] = await ask(file, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (folded?.["busy"] !== 0) throw new Error(`Cannot fold the journal of ${file}: it is in use`);
}

async function ask(file: string, sql: string) {
  const client = createClient({ url: `file:${file}`, concurrency: 1 });
  try {
    return (await client.execute(sql)).rows;
  } finally {
    client.close();
  }
}

async function clear(file: string): Promise<void> {
  for (const suffix of ["", ...BESIDE]) await rm(file + suffix, { force: true });
}
