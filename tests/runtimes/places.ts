import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings } from "../../start/config.ts";
import { contractActs } from "../../start/contract_commands.ts";
import { actOn } from "../../start/operator_act.ts";
import { checkPromisesAt } from "../support/ledger.ts";
import { type Bundle, startWorkerd } from "../support/workerd.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import {
  PATIENT,
  runMain,
  type ServerOptions,
  startServer,
  tempFolder,
} from "../support/server.ts";

/** One portal somewhere, reached only over HTTP. */
export interface Place {
  readonly name: string;
  readonly url: string;
  /** Where the runtime reads HTTP without anything before it. */
  readonly port: number;
  /** Key of a test merchant; `own` has a clock of its own that a story may move. */
  readonly keys: { readonly usual: string; readonly own: string };
  /** An operator's command on this place's database, while it is running; returns what it printed. */
  readonly operate: (...args: readonly string[]) => Promise<unknown>;
  /** What `main.ts approve_plan` does, without a process of its own. */
  readonly approve: (planId: string) => Promise<unknown>;
  /** Moves the clock of a place that was opened with one that can be moved, by so much. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets time-driven work happen where no timer runs. */
  readonly runJobs: () => Promise<void>;
  /** Fails when it left a promise about money broken. */
  readonly stop: () => Promise<void>;
}

/** Whose database the test can freeze and kill. */
export interface PlaceWithServer extends Place {
  readonly sqld: Sqld;
}

const AHEAD_CLOCK = fileURLToPath(new URL("../support/ahead_clock.ts", import.meta.url));

type Env = Readonly<Record<string, string>>;

/** The same secrets everywhere, so that keys derived from them are the same too. */
const SECRETS = `parity:${btoa("0123456789abcdef0123456789abcdef")}`;
const settings = {
  SECRETS,
  SANDBOX: "1",
  WEBHOOK_ALLOW_PRIVATE: "1",
  // Of who signs with a passkey: more than the ¥5,000 of two factors.
  AGREED_DAILY_LIMIT: "5000000",
};

export async function denoWithFile(more: Env = {}): Promise<Place> {
  const folder = await tempFolder();
  const env = { ...settings, DATABASE_URL: `file:${join(folder.path, "countersign.db")}`, ...more };
  const keys = await openMerchants(folder.path, env);
  return await denoPlace("Deno with a file", folder, env, keys, () => Promise.resolve());
}

export async function denoWithServer(more: Env = {}): Promise<PlaceWithServer> {
  const [folder, sqld] = await Promise.all([tempFolder(), startSqld()]);
  const env = { ...settings, DATABASE_URL: sqld.url, ...more };
  const keys = await openMerchants(folder.path, env);
  return { ...await denoPlace("Deno with sqld", folder, env, keys, sqld.stop), sqld };
}

export async function workerdWithServer(
  bundle: Bundle,
  more: Env = {},
): Promise<PlaceWithServer> {
  const [folder, sqld] = await Promise.all([tempFolder(), startSqld()]);
  const operating = { folder: folder.path, env: { ...settings, DATABASE_URL: sqld.url } };
  const keys = await openMerchants(operating.folder, operating.env);
  const env = { ...settings, ...PATIENT, LOG_LEVEL: "error", ...more };
  let workerd = await startWorkerd(bundle, { databaseUrl: sqld.url, env });
  let aheadMs = 0;
  return {
    name: "workerd with sqld",
    sqld,
    url: workerd.url,
    port: workerd.port,
    keys,
    operate: (...args) => operate(args, operating),
    approve: (planId) => approve(planId, operating.env),
    // Its time stands still while it computes, and nothing from outside moves it: it starts again, later.
    advance: async (ms) => {
      aheadMs += ms;
      const port = Number(new URL(workerd.url).port);
      await workerd.stop();
      workerd = await startWorkerd(bundle, { databaseUrl: sqld.url, env, port, aheadMs });
    },
    runJobs: () => workerd.runScheduled(),
    stop: async () => {
      await workerd.stop();
      await checkPromisesAt(sqld.url);
      await sqld.stop();
      await folder.remove();
    },
  };
}

async function denoPlace(
  name: string,
  folder: Awaited<ReturnType<typeof tempFolder>>,
  env: Readonly<Record<string, string>>,
  keys: Place["keys"],
  stopDatabase: () => Promise<void>,
): Promise<Place> {
  const clock = env["CLOCK_AHEAD_FILE"];
  let aheadMs = 0;
  if (clock) await writeFile(clock, "0");
  const server = await startServer({
    folder: folder.path,
    env,
    ...(clock ? { preload: [AHEAD_CLOCK] } : {}),
  });
  return {
    name,
    url: server.url,
    port: Number(new URL(server.url).port),
    keys,
    operate: (...args) => operate(args, { folder: folder.path, env }),
    approve: (planId) => approve(planId, env),
    advance: async (ms) => {
      if (!clock) throw new TypeError(`Cannot move the clock of ${name}: it has only the real one`);
      aheadMs += ms;
      // At once, so that nobody reads half of it.
      await writeFile(`${clock}.next`, `${aheadMs}`);
      await rename(`${clock}.next`, clock);
    },
    runJobs: () => Promise.resolve(),
    stop: async () => {
      await server.stop();
      await stopDatabase();
      await folder.remove();
    },
  };
}

async function approve(
  planId: string,
  env: Readonly<Record<string, string>>,
): Promise<unknown> {
  const given = { settings: readSettings(env), given: [planId] };
  return await actOn("approve_plan", contractActs.approve_plan, given);
}

async function openMerchants(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Place["keys"]> {
  return {
    usual: await openMerchant(folder, env, "990200000000001"),
    own: await openMerchant(folder, env, "990200000000002"),
  };
}

async function openMerchant(
  folder: string,
  env: Readonly<Record<string, string>>,
  no: string,
): Promise<string> {
  const args = ["open_merchant", "--no", no, "--name", "山泉茶行", "--mode", "test"];
  const { secret_key } = await operate(args, { folder, env });
  return secret_key;
}

/** Runs `main.ts` with these arguments; returns the JSON it printed. */
async function operate(
  args: readonly string[],
  options: ServerOptions,
  // deno-lint-ignore no-explicit-any
): Promise<any> {
  const { code, stdout, stderr } = await runMain(args, options);
  if (code !== 0) throw new Error(`Cannot ${args.join(" ")}:\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}
