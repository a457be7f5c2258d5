import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { businessDay, instant } from "../../core/time.ts";

export interface Started {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface StartedPortal extends Started {
  readonly folder: string;
  readonly merchantNo: string;
  readonly secretKey: string;
  readonly planId: string;
  readonly checkoutPath: string;
  readonly signPath: string;
  /** Signs the demo's operator in. */
  readonly opsPath: string;
  /** Signs the demo's owner in. */
  readonly consolePath: string;
  /** From starting the process to its first answer, in ms. */
  readonly answeredAfterMs: number;
}

const root = new URL("../../", import.meta.url);
const config = new URL("deno.json", root).pathname;
const { tasks: { start } } = JSON.parse(await Deno.readTextFile(config));
/** What `deno task start` gives to Deno, before the name of the program. */
const startOptions = String(start).split(" ").slice(2, -1);

const children = new Map<number, Deno.ChildProcess>();
const folders: string[] = [];

/** Ends whatever is still running and removes what it wrote; called however the benchmark ends. */
export async function endAll(): Promise<void> {
  await Promise.all([...children.values()].map(async (child) => {
    child.kill("SIGKILL");
    await child.status;
  }));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** The real portal in demo mode, as `deno task start` runs it, in an empty folder unless one is given. */
export async function startPortal(
  given: { readonly databaseUrl?: string; readonly folder?: string } = {},
): Promise<StartedPortal> {
  const folder = given.folder ?? await newFolder();
  const port = freePort();
  const startedAt = performance.now();
  const child = spawn([...startOptions, new URL("main.ts", root).pathname], folder, {
    PORT: String(port),
    DEMO: "1",
    LOG_LEVEL: "error",
    ...(given.databaseUrl === undefined ? {} : { DATABASE_URL: given.databaseUrl }),
  });
  // Not a health path: those answer while the database is still being opened.
  await whenAnswering(`http://127.0.0.1:${port}/`);
  const answeredAfterMs = performance.now() - startedAt;
  const demo: Record<string, unknown> = JSON.parse(
    await Deno.readTextFile(join(folder, ".data", "demo.json")),
  );
  return {
    ...started(child, port),
    folder,
    merchantNo: String(demo["merchant_no"]),
    secretKey: String(demo["secret_key"]),
    planId: String(demo["plan_id"]),
    checkoutPath: pathOf(demo["checkout_url"]),
    signPath: pathOf(demo["sign_url"]),
    opsPath: pathOf(demo["ops_url"]),
    consolePath: pathOf(demo["console_url"]),
    answeredAfterMs,
  };
}

/** From today on the demo's number pays fees, by the operator's command. */
export async function agreeFees({ folder, merchantNo }: StartedPortal): Promise<void> {
  const rates = ["--debit", "0.2", "--credit", "0.2"];
  const today = businessDay(instant(Date.now()));
  const agreed = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--config", config, "-A", new URL("main.ts", root).pathname].concat(
      ["agree_fees", merchantNo, "--from", today, ...rates],
    ),
    cwd: folder,
    env: { DEMO: "1" },
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (!agreed.success) throw new Error("Cannot agree on fees");
}

function pathOf(url: unknown): string {
  const { pathname, search } = new URL(String(url));
  return pathname + search;
}

/** What the portal is compared with, on a database that a portal has already made. */
export function startNaive(databaseUrl: string): Promise<Started> {
  return startScript("naive_server.ts", [databaseUrl]);
}

export function startReceiver(): Promise<Started> {
  return startScript("receiver.ts", []);
}

/** Resident memory of a process, in MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

async function startScript(name: string, args: readonly string[]): Promise<Started> {
  const port = freePort();
  const script = new URL(`tests/bench/${name}`, root).pathname;
  const child = spawn(["-A", script, String(port), ...args], root.pathname, {});
  await whenAnswering(`http://127.0.0.1:${port}/`);
  return started(child, port);
}

function spawn(args: readonly string[], cwd: string, env: Record<string, string>) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--config", config, ...args],
    cwd,
    env,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  children.set(child.pid, child);
  return child;
}

function started(child: Deno.ChildProcess, port: number): Started {
  return {
    port,
    pid: child.pid,
    stop: async () => {
      children.delete(child.pid);
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  folders.push(folder);
  return folder;
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

const READY_MS_MAX = 20_000;
const ASK_AGAIN_MS = 20;

async function whenAnswering(url: string): Promise<void> {
  const giveUpAt = performance.now() + READY_MS_MAX;
  while (performance.now() < giveUpAt) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(READY_MS_MAX) });
      await answer.body?.cancel();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
  throw new Error(`Cannot start: ${url} does not answer`);
}
