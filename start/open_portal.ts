import type { Config as ClientConfig } from "@libsql/client";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deps } from "../core/deps.ts";
import type { Log } from "../core/log.ts";
import { secretEnds } from "../core/secret/secret_ends.ts";
import { instant } from "../core/time.ts";
import { createCircuit } from "../db/engine/circuit.ts";
import { type CreateClient, type Database, openDatabase } from "../db/engine/client.ts";
import { createJobLeases } from "../db/engine/job_leases.ts";
import { migrate, UnknownDatabase } from "../db/engine/migrate.ts";
import { openReads } from "../db/engine/open_reads.ts";
import type { Reader } from "../db/engine/reader.ts";
import { openWrites } from "../db/engine/open_writes.ts";
import { createTail } from "../db/engine/tail.ts";
import { createWriter } from "../db/engine/writer.ts";
import { eventFeed } from "../db/event/feed.ts";
import { ConfigError, configOf, type Settings } from "./config.ts";
import { endSends } from "../jobs/jobs.ts";
import { createTimer, type Timer } from "../jobs/run_jobs.ts";
import { createProcessLog } from "./log.ts";
import type { LineSink } from "./log_lines.ts";
import { type Extension, extensionFor } from "./extension.ts";
import { findSandbox } from "./find_sandbox.ts";
import { openVault } from "./open_vault.ts";
import { createSender } from "../outbound/webhook/deno_sender.ts";
import { loadAssets } from "../views/assets/load_assets.ts";
import { loadLibrary } from "./library/load_library.ts";
import { providersOf } from "./providers_of.ts";
import { compose, type Composed } from "./compose.ts";
import { allMigrations } from "./migrations.ts";
import { readSecrets } from "./read_secrets.ts";

export interface Portal extends Composed {
  readonly timer: Timer;
  readonly reader: Reader;
  /** Makes the demo merchant or finds it again; gives the walk through the demo. Throws ConfigError in a strange database. */
  enterDemo(): Promise<string>;
  /** Resolves once everything logged was written or dropped; never, if nobody reads it. */
  logWritten(): Promise<void>;
  /** Ends the streams of open pages, which come back to whoever answers then. */
  endStreams(): void;
  /** Lets what is under way end, gives the jobs back, settles what is being written and closes the database. */
  close(): Promise<void>;
}

interface Opening {
  readonly port: number;
  /** A command's own output goes to standard output, and its log must not mix with it. */
  readonly logTo: LineSink;
}

/** Opens and migrates the database of these settings and builds the portal on it. Jobs do not run yet. */
export async function openPortal(
  settings: Settings,
  { port, logTo }: Opening,
): Promise<Portal> {
  const extension = await extensionFor(settings, findSandbox);
  const log = createProcessLog(logTo, () => instant(Date.now()), settings.logLevel);
  const config = configOf(settings, port);
  const secrets = await readSecrets(settings, extension);
  const [database, assets] = await Promise.all([
    openMigrated(settings, extension),
    loadAssets(extension ? [extension.assetFolder()] : []),
  ]);
  const { databaseDeadlineMs: deadlineMs } = settings;
  const reads = await openReads(database, {
    deadlineMs,
    circuit: createCircuit({ onChange: (state) => reportReads(log, state) }),
  });
  const writer = createWriter({
    openClient: await openWrites(database),
    kind: database.kind,
    onAlarm: log.error,
    deadlineMs,
  });
  const write: Deps["write"] = (unit) => writer.write(unit);
  const closeDatabase = async () => {
    await writer.close();
    reads.close();
    database.close();
  };
  const vault = await openVault(secrets, { reader: reads.reader, write }).catch(async (error) => {
    await closeDatabase();
    throw error instanceof ConfigError && settings.secrets === undefined ? notOfDemo() : error;
  });
  const leases = createJobLeases(write);
  const telemetry = settings.telemetry
    ? (await import("./telemetry.ts")).createTelemetry(() => instant(Date.now()))
    : undefined;
  const tail = createTail({ reader: reads.reader, feed: eventFeed, log });
  const composed = compose({
    reader: reads.reader,
    write,
    config,
    vault,
    credentials: secretEnds(secrets),
    send: createSender({ allowPrivate: config.webhookAllowPrivate }),
    watch: tail,
    onWritten: tail.poke,
    nudge: (job) => timer.nudge(job),
    log,
    trace: telemetry?.trace,
    waitingUnits: writer.depth,
    assets,
    library: loadLibrary,
    extension,
    ...providersOf(settings, { vault, fetch }),
  });
  const { jobs, opened } = composed;
  const timer = createTimer({
    jobs,
    leases,
    lease: crypto.randomUUID(),
    log,
    onSuccess: telemetry?.jobSucceeded,
  });
  telemetry?.measure({ load: composed.deps.load, depth: writer.depth });
  return {
    ...composed,
    timer,
    reader: reads.reader,
    enterDemo: async () => {
      const entered = await opened?.enterDemo();
      if (entered?.ok) return entered.value;
      throw notOfDemo();
    },
    logWritten: log.written,
    endStreams: () => void tail.close(),
    close: async () => {
      await tail.close();
      await timer.stop();
      await endSends(composed.deps);
      await closeDatabase();
    },
  };
}

function notOfDemo(): ConfigError {
  return new ConfigError(
    "Cannot start: SECRETS is missing, and the database is neither empty nor created by this demo",
  );
}

/**
 * Opens the database and brings it to the newest migration, also of what the extension keeps there. Throws ConfigError
 * for one of a version before the first.
 */
export async function openMigrated(
  settings: Settings,
  extension: Extension | undefined,
): Promise<Database> {
  const { databaseUrl: url, databaseAuthToken: authToken, databaseDeadlineMs: deadlineMs } =
    settings;
  if (url.startsWith("file:")) await makeFile(pathOf(url));
  const database = await openDatabase({
    url,
    authToken,
    deadlineMs,
    createClient: await clientFor(url),
  });
  // Not through the reader, whose timeout a long migration would exceed.
  const client = database.openWriterClient();
  try {
    await migrate(client, await allMigrations(extension));
  } catch (error) {
    if (error instanceof UnknownDatabase) throw new ConfigError(tooOld(url));
    throw error;
  } finally {
    client.close();
  }
  return database;
}

/** Only its owner may read a new database and, as SQLite gives them the same mode, the files beside it. */
async function makeFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await (await open(path, "a", 0o600)).close();
}

/** Once each time reads begin to fail, and once when they work again. */
function reportReads(log: Log, state: "open" | "closed"): void {
  if (state === "open") log.error("reads fail");
  else log.warn("reads work again");
}

function tooOld(url: string): string {
  const remedy = url.startsWith("file:")
    ? `move or delete ${pathOf(url)}, with the -wal and -shm files beside it`
    : "empty that database, or set DATABASE_URL to an empty one";
  return `Cannot start: the database at ${url} was made by a version before 0001_first.sql, ` +
    `and its tables cannot be taken over. Stop every portal on it, then ${remedy}, and start again`;
}

export function pathOf(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
}

/** The native driver only where there is a file to open: a server needs no more than HTTP. */
export async function clientFor(url: string): Promise<CreateClient> {
  const { createClient } = url.startsWith("file:")
    ? await import("@libsql/client")
    : await import("@libsql/client/web");
  return (config: ClientConfig) => createClient(config);
}
