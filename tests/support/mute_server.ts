import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { freePort } from "./free_port.ts";
import { opened } from "./left_running.ts";
import { until } from "./patience.ts";
import { type DemoFacts, tempFolder } from "./server.ts";
import { INSTALLED } from "./installed.ts";

/** What becomes of what a process writes to standard output. */
export type Stdout =
  /** A device that is always full. */
  | "full"
  /** A file in a small tmpfs of its own, which can be filled and freed. */
  | "tmpfs"
  /** A pipe whose reader has ended. */
  | "closed"
  /** A pipe that is open at its other end, and never read until the end of the test. */
  | "unread";

export interface MuteServer {
  readonly url: string;
  demo(): Promise<DemoFacts>;
  /** Makes room in the tmpfs. */
  free(): Promise<void>;
  /** What arrived in the tmpfs. */
  written(): Promise<string>;
  /** Asks it to stop and answers how it ended. */
  stop(): Promise<number>;
}

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
/** Leaves room for a few pages of 4 KiB. */
const BALLAST = "head -c 56K /dev/zero > log/ballast";
const SCRIPTS: Readonly<Record<Stdout, string>> = {
  full: `exec "$0" "$@" > /dev/full`,
  tmpfs:
    `mkdir log && mount -t tmpfs -o size=64K none log && ${BALLAST} && exec "$0" "$@" > log/out`,
  closed: `exec "$0" "$@"`,
  unread: `exec "$0" "$@"`,
};

interface MuteOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What answers before the test goes on: by default all of it. */
  readonly waitFor?: "/livez" | "/readyz";
}

/** The demo in a process of its own, whose log goes where it cannot be written; waits until it answers. */
export async function startMute(
  stdout: Stdout,
  { env = {}, waitFor = "/readyz" }: MuteOptions = {},
): Promise<MuteServer> {
  const folder = await tempFolder();
  const port = await freePort();
  const command = [
    "sh",
    "-c",
    SCRIPTS[stdout],
    Deno.execPath(),
    "run",
    INSTALLED,
    "-A",
    "--no-check",
    MAIN,
  ];
  // A mount needs a namespace, in which anybody may be root.
  const [program = "", ...args] = stdout === "tmpfs" ? ["unshare", "-rm", ...command] : command;
  const child = new Deno.Command(program, {
    args,
    cwd: folder.path,
    env: { PORT: String(port), LOG_LEVEL: "info", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const mark = opened("a server process");
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  if (stdout === "closed") await child.stdout.cancel();

  const url = `http://127.0.0.1:${port}`;
  const inside = (name: string) => `/proc/${child.pid}/root${join(folder.path, "log", name)}`;
  await until(async () => {
    const answer = await fetch(url + waitFor).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  });
  return {
    url,
    demo: async () => JSON.parse(await readFile(join(folder.path, ".data/demo.json"), "utf8")),
    free: () => rm(inside("ballast")),
    written: () => readFile(inside("out"), "utf8"),
    stop: async () => {
      child.kill("SIGTERM");
      const { code } = await child.status;
      if (stdout !== "closed") await child.stdout.cancel();
      mark.closed();
      process.off("exit", endWithUs);
      await folder.remove();
      return code;
    },
  };
}
