import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Started {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface StartedPortal extends Started {
  readonly folder: string;
  readonly merchantNo: string;
  readonly secretKey: string;
  readonly checkoutPath: string;
}

const root = new URL("../../", import.meta.url);

/** The real portal in demo mode, as `deno task start` runs it, in an empty folder or on a server. */
export async function startPortal(databaseUrl?: string): Promise<StartedPortal> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-bench-"));
  const port = freePort();
  const env = {
    PORT: String(port),
    DEMO: "1",
    LOG_LEVEL: "error",
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  const child = spawn([new URL("main.ts", root).pathname], folder, env);
  const demo = await whenReady(port, join(folder, ".data", "demo.json"));
  return {
    ...stopper(child, port),
    folder,
    merchantNo: String(demo["merchant_no"]),
    secretKey: String(demo["secret_key"]),
    checkoutPath: new URL(String(demo["checkout_url"])).pathname,
  };
}

/** What the portal is compared with, on a database that a portal has already made. */
export async function startNaive(databaseUrl: string): Promise<Started> {
  const script = new URL("tests/bench/naive_server.ts", root).pathname;
  const port = freePort();
  const child = spawn([script, databaseUrl, String(port)], root.pathname, {});
  await whenListening(port);
  return stopper(child, port);
}

export async function startReceiver(): Promise<Started> {
  const script = new URL("tests/bench/receiver.ts", root).pathname;
  const port = freePort();
  const child = spawn([script, String(port)], root.pathname, {});
  await whenListening(port);
  return stopper(child, port);
}

/** Resident memory of a process, in MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

function spawn(args: readonly string[], cwd: string, env: Record<string, string>) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--config", new URL("deno.json", root).pathname, ...args],
    cwd,
    env,
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

function stopper(child: Deno.ChildProcess, port: number): Started {
  return {
    port,
    pid: child.pid,
    stop: async () => {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

const READY_MS_MAX = 20_000;

async function whenListening(port: number): Promise<void> {
  const giveUpAt = performance.now() + READY_MS_MAX;
  while (performance.now() < giveUpAt) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`Cannot start: nothing listens on ${port}`);
}

async function whenReady(port: number, file: string): Promise<Record<string, unknown>> {
  await whenListening(port);
  const giveUpAt = performance.now() + READY_MS_MAX;
  while (performance.now() < giveUpAt) {
    try {
      return JSON.parse(await Deno.readTextFile(file));
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error("Cannot start: no demo.json");
}
