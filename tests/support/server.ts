import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { checkPromisesAt } from "./ledger.ts";
import { opened } from "./left_running.ts";
import { PATIENCE_MS } from "./patience.ts";
import { SecretsAtRest } from "./secrets_at_rest.ts";
import { filesOfServer, filesUnder } from "./sqld.ts";
import type { Watched } from "./watched_process.ts";
import { saidBy } from "./said_by.ts";
import { INSTALLED } from "./installed.ts";

export interface DemoFacts {
  readonly base_url: string;
  readonly merchant_no: string;
  readonly secret_key: string;
  readonly webhook_secret: string;
  readonly app_id: string;
  readonly plan_id: string;
  readonly signing_id: string;
  readonly sign_url: string;
  readonly order_id: string;
  readonly checkout_url: string;
  readonly screen_url: string;
  readonly receiver_url: string;
  readonly link_url: string;
  readonly shop_url: string;
  readonly console_url: string;
  readonly ops_url: string;
}

export interface Server {
  readonly url: string;
  /** What a demo start wrote for programs. */
  demo(): Promise<DemoFacts>;
  /** Asks the process to stop and answers how it ended. */
  stop(): Promise<number>;
  /** SIGKILL: nothing is flushed or cleaned up. */
  kill(): Promise<void>;
  /** All it wrote so far. */
  output(): string;
}

export interface ServerOptions {
  /** Its working folder: `.data` lies there. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The `main.ts` of another copy of the portal. */
  readonly main?: string;
  /** Loaded before it. */
  readonly preload?: readonly string[];
}

/** The longest that can be set: a busy machine's disk is waited for, unless a test is about a database that is away. */
export const PATIENT = { DATABASE_DEADLINE_MS: "60000" };

const OUR_MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const WATCH = fileURLToPath(new URL("./watched_process.ts", import.meta.url));

/**
 * Runs the real `main.ts` in a process of its own on a free port, and waits until it listens. Once it has ended, what it
 * wrote and its database files are searched for what must never be readable there; once it has stopped when asked, its
 * database must also keep every promise about money.
 */
export async function startServer(
  { folder, env = {}, main = OUR_MAIN, preload = [] }: ServerOptions,
): Promise<Server> {
  const watched = await Deno.makeTempFile({ prefix: "watched-" });
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      INSTALLED,
      "-A",
      "--no-check",
      ...[WATCH, ...preload].flatMap((file) => ["--preload", file]),
      main,
    ],
    cwd: folder,
    env: { ...PATIENT, PORT: "0", LOG_LEVEL: "info", WATCHED_SECRETS: watched, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  const mark = opened("a server process");
  // A test that fails before its clean-up leaves no process behind.
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let written = "";
  const listening = Promise.withResolvers<string>();
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    for await (
      const text of stream.pipeThrough(
        new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
      )
    ) {
      written += text;
      const url = /"message":"listening".*?"url":"([^"]+)"/.exec(written)?.[1];
      if (url) listening.resolve(url);
    }
  };
  const collected = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const ended = child.status.then(async (status) => {
    await collected;
    mark.closed();
    process.off("exit", endWithUs);
    listening.reject(new Error(`The server ended with ${status.code}:\n${written}`));
    return status;
  });
  const timer = setTimeout(
    () => listening.reject(new Error(`The server does not listen:\n${written}`)),
    PATIENCE_MS,
  );

  const searched = async () => {
    const lines = (await readFile(watched, "utf8")).split("\n").filter((line) => line !== "");
    await rm(watched, { force: true });
    await searchFor(lines, { folder, database: env["DATABASE_URL"], written });
  };

  const url = await listening.promise.finally(() => clearTimeout(timer));
  return {
    url,
    demo: async () => JSON.parse(await readFile(join(folder, ".data/demo.json"), "utf8")),
    stop: async () => {
      child.kill("SIGTERM");
      const { code } = await ended;
      await searched();
      // A copy of the portal, such as an older one, has promises of its own.
      if (main === OUR_MAIN) await checkPromisesAt(databaseOf(folder, env["DATABASE_URL"]));
      return code;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
      await searched();
    },
    output: () => written,
  };
}

async function searchFor(
  lines: readonly string[],
  { folder, database, written }: {
    readonly folder: string;
    readonly database: string | undefined;
    readonly written: string;
  },
): Promise<void> {
  const secrets = new SecretsAtRest();
  for (const line of lines) {
    const watched: Watched = JSON.parse(line);
    if ("token" in watched) secrets.add(watched.token);
    else secrets.sealed(watched.plain, watched.context);
  }
  const files = await databaseFiles(folder, database);
  // A demo tells whoever started it the key of its merchant, beside its log.
  const logged = written.split("\n").filter((line) => line.startsWith("{"));
  const leaks = await secrets.leaks({ files, logged, reader: undefined });
  if (leaks.length > 0) throw new Error(`In the clear: ${leaks.join("; ")}`);
}

async function databaseFiles(
  folder: string,
  database: string | undefined,
): Promise<readonly string[]> {
  const named = /^file:(.+)$/.exec(database ?? "")?.[1];
  const here = (await filesUnder(folder)).filter((file) => /\.db(?:-wal)?$/.test(file));
  const there = named === undefined
    ? []
    : [resolve(folder, named), `${resolve(folder, named)}-wal`];
  return [...new Set([...here, ...there, ...await filesOfServer(database)])];
}

function databaseOf(folder: string, given = "file:.data/countersign.db"): string {
  const file = /^file:(.+)$/.exec(given)?.[1];
  return file === undefined ? given : `file:${resolve(folder, file)}`;
}

/** An empty folder that is removed afterwards. */
export async function tempFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "countersign-"));
  const mark = opened("a folder");
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      mark.closed();
    },
  };
}

/** Runs `main.ts` with these arguments to its end. */
export async function runMain(
  args: readonly string[],
  { folder, env = {}, main = OUR_MAIN }: ServerOptions,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "--no-check", main, ...args],
    cwd: folder,
    env: { ...PATIENT, ...env },
    stdin: "null",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: saidBy(stderr) };
}
