import { createClient } from "@libsql/client/web";
import { AsyncLocalStorage } from "node:async_hooks";
import { resolve4, resolve6 } from "node:dns/promises";
import type { Deps } from "../core/deps.ts";
import { createVault } from "../core/secret/create_vault.ts";
import { parseSecrets } from "../core/secret/parse_secrets.ts";
import { secretEnds } from "../core/secret/secret_ends.ts";
import { instant } from "../core/time.ts";
import type { Watch } from "../core/watch.ts";
import { createJobLeases } from "../db/engine/job_leases.ts";
import { createCircuit } from "../db/engine/circuit.ts";
import { guardReads } from "../db/engine/guard_reads.ts";
import type { Reader } from "../db/engine/reader.ts";
import { createRemoteWriter, type WriterRpc } from "../db/engine/remote_writer.ts";
import { lookupKeyOf } from "../db/secret/lookup_key.ts";
import { ConfigError, configOf, type Environment, readSettings } from "./config.ts";
import { deliverWebhooks } from "../jobs/deliver_webhooks.ts";
import { type Job, type Jobs, runInvocation } from "../jobs/run_jobs.ts";
import { type Extension, extensionFor } from "./extension.ts";
import { createLog } from "./log.ts";
import { createFetchSender } from "../outbound/webhook/fetch_sender.ts";
import type { Assets } from "../views/assets/assets.ts";
import type { Library } from "../views/docs/library.ts";
import { providersOf } from "./providers_of.ts";
import { compose, type Composed } from "./compose.ts";

export type WorkerEnv = Environment & {
  readonly WRITER: {
    idFromName(name: string): unknown;
    get(id: never): WriterRpc;
  };
  /** The files beside the bundle. */
  readonly ASSETS: { fetch(url: string): Promise<Response> };
};

export interface Invocation {
  waitUntil(promise: Promise<unknown>): void;
}

/** What `deno task build` made. */
interface Built {
  readonly assetTypes: ReadonlyMap<string, string>;
  /** Loads it, which only a portal with one does; finds none in a bundle that was built without it. */
  readonly findSandbox: () => Promise<Extension | undefined>;
}

/** What belongs to one request or one tick of the clock: here nothing that does I/O may outlive it. */
interface Current {
  readonly reader: Reader;
  readonly write: Deps["write"];
  readonly invocation: Invocation;
  /** Jobs nudged by this invocation, so that ten events of one request run a job once. */
  readonly nudged: Set<string>;
}

// An invocation may wait for half a minute after its answer and open six connections.
const LIMITS = { slots: 5, stopAfterMs: 20_000 };

const VERDICT_ON_ITS_WAY_MS = 500;

function limited(given: Jobs): Jobs {
  const each = Object.entries(given).map(([name, { run }]): [string, Job] => [
    name,
    { run: (deps) => run(deps, LIMITS) },
  ]);
  return Object.fromEntries(each);
}

const writeLine = (line: string) => console.log(line.trimEnd());
const clock = () => instant(Date.now());

/** The environment without a request, for the writer object. */
export const log = createLog(writeLine, clock);

/** How long a unit may wait for the writer object's verdict, in ms. */
export function deadlineOf(env: object): number {
  return readSettings(textsOf(env)).databaseDeadlineMs;
}

// Without timers, so that the requests of an isolate may share it.
const circuit = createCircuit();

const current = new AsyncLocalStorage<Current>();
let composed: Composed | undefined;

/** Runs `work` with the portal of this isolate on a database client of its own. */
export async function withPortal<T>(
  { env, invocation, ...built }: Built & {
    readonly env: WorkerEnv;
    readonly invocation: Invocation;
  },
  work: (portal: Composed) => Promise<T>,
): Promise<T> {
  const settings = readSettings(textsOf(env));
  if (settings.publicUrl === undefined) {
    throw new ConfigError("Cannot start: PUBLIC_URL is missing");
  }
  const { databaseUrl: url, databaseAuthToken, databaseDeadlineMs: deadlineMs } = settings;
  const authToken = databaseAuthToken === undefined ? {} : { authToken: databaseAuthToken };
  const here: Current = {
    reader: guardReads(createClient({ url, ...authToken }), { circuit, deadlineMs }),
    write: createRemoteWriter(
      () => env.WRITER.get(env.WRITER.idFromName(url) as never),
      // Later than the writer object's own, which knows whether anything was sent.
      { deadlineMs: deadlineMs + VERDICT_ON_ITS_WAY_MS },
    ),
    invocation,
    nudged: new Set(),
  };
  // Nobody waits for somebody else's promise here, so two first requests may both build.
  composed ??= await build(settings, {
    assets: assetsIn(env, built.assetTypes),
    library: libraryIn(env),
    findSandbox: built.findSandbox,
  });
  const portal = composed;
  return await current.run(here, () => work(portal));
}

/**
 * Where a request comes from, in the form Deno gives it. The platform sets this header itself, overriding any that
 * was sent.
 */
export function connectionOf(request: Request) {
  return { remoteAddr: { hostname: request.headers.get("CF-Connecting-IP") } };
}

/** Every job once, side by side. */
export async function runAllJobs(portal: Composed): Promise<void> {
  await Promise.all(Object.keys(portal.jobs).map((name) => runJob(name, portal)));
}

async function build(
  settings: ReturnType<typeof readSettings>,
  { assets, library, findSandbox }: Pick<Built, "findSandbox"> & {
    readonly assets: Assets;
    readonly library: () => Promise<Library>;
  },
): Promise<Composed> {
  const extension = await extensionFor(settings, findSandbox);
  const config = configOf(settings, settings.port);
  const secrets = parseSecrets(settings.secrets ?? "");
  const log = createLog(writeLine, clock, { lowest: settings.logLevel });
  const reader: Reader = {
    execute: (statement) => mine().reader.execute(statement),
    batch: (...given) => mine().reader.batch(...given),
  };
  const write: Deps["write"] = (unit) => mine().write(unit);
  // `/livez` answers without a database, so nothing is read from it here.
  const vault = await createVault(secrets, lookupKeyOf({ reader, write }));
  const portal: Composed = compose({
    reader,
    write,
    config,
    vault,
    credentials: secretEnds(secrets),
    send: createFetchSender({
      allowPrivate: config.webhookAllowPrivate,
      resolve: addressesOf,
      fetch: (url, init) => fetch(url, init),
    }),
    watch: lookingAgain,
    nudge: (name) => {
      const { invocation, nudged } = mine();
      if (nudged.has(name)) return;
      nudged.add(name);
      invocation.waitUntil(runJob(name, portal));
    },
    log,
    assets,
    library,
    extension,
    ...providersOf(settings, { vault, fetch: (url, init) => fetch(url, init) }),
  });
  return portal;
}

const LOOK_AGAIN_MS = 1_000;

/** No request may wait for what another one reads, so each stream checks by itself. */
const lookingAgain: Watch = {
  follow: () => {
    let closed = false;
    return {
      next: async (ms) => {
        await new Promise((resolve) => setTimeout(resolve, Math.min(ms, LOOK_AGAIN_MS)));
        return closed ? "closed" : "woken";
      },
      follow: () => {},
      close: () => {
        closed = true;
      },
    };
  },
};

/** All addresses of a name; one family may be missing, both may not. */
async function addressesOf(name: string): Promise<readonly string[]> {
  const answers = await Promise.allSettled([resolve4(name), resolve6(name)]);
  return answers.flatMap((answer) => answer.status === "fulfilled" ? answer.value : []);
}

/** Large, so it is read once somebody opens the documentation, and then kept. */
function libraryIn(env: WorkerEnv): () => Promise<Library> {
  let kept: Library | undefined;
  return async () => kept ??= await (await besideBundle(env, "library.json")).json();
}

/** Browsers keep them for a year, so each is read when one asks. */
function assetsIn(env: WorkerEnv, types: ReadonlyMap<string, string>): Assets {
  return new Map([...types].map(([name, type]) => {
    const read = async () => await (await besideBundle(env, `assets/${name}`)).text();
    return [name, { type, read }];
  }));
}

async function besideBundle({ ASSETS }: WorkerEnv, path: string): Promise<Response> {
  // The binding asks for an address and looks at its path only.
  const answer = await ASSETS.fetch(`https://assets/${path}`);
  if (!answer.ok) throw new Error(`Cannot read ${path} beside the bundle: ${answer.status}`);
  return answer;
}

function runJob(name: string, { deps, jobs }: Composed): Promise<void> {
  const leases = createJobLeases(deps.write);
  // From here on a nudge means that something happened after this run had checked.
  mine().nudged.delete(name);
  const { log } = deps;
  return runInvocation(
    {
      jobs: limited({ ...jobs, deliver_webhooks: { run: deliverWebhooks } }),
      leases,
      lease: crypto.randomUUID(),
      log,
    },
    name,
    deps,
  );
}

function mine(): Current {
  const here = current.getStore();
  if (!here) throw new TypeError("Cannot reach the database outside of a request");
  return here;
}

/** Bindings that are not text are not configuration. */
function textsOf(env: object): Environment {
  const texts = Object.entries(env).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts) as Environment;
}
