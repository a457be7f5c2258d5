import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free_port.ts";
import { opened } from "./left_running.ts";
import { tempFolder } from "./server.ts";
import { INSTALLED } from "./installed.ts";

export interface Workerd {
  readonly url: string;
  /** Where the runtime itself reads HTTP: at `url` a worker of the emulator stands before ours. */
  readonly port: number;
  /** What the clock of a deployment does once a minute. */
  runScheduled(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerdOptions {
  /** An http address: a worker has no files. */
  readonly databaseUrl: string;
  /** Text bindings, as `vars` and secrets of a deployment would be. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it reads HTTP; any free one without it. */
  readonly port?: number;
  /** How far its clock goes ahead: of the bundle as it is run here, and of none that is deployed. */
  readonly aheadMs?: number;
}

export interface Bundle {
  readonly script: string;
  /** The folder of the portal it was made of. */
  readonly folder: string;
  /** What `wrangler deploy --dry-run` said. */
  readonly output: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const WRANGLER = "npm:wrangler@4.152.0";

/** The bundle that would be deployed of the portal in this folder, made by wrangler itself. */
export async function bundleWorker(folder = root): Promise<Bundle> {
  // Of its own, because another test may bundle at the same time.
  const out = await tempFolder();
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", INSTALLED, "-A", WRANGLER, "deploy", "--dry-run", "--outdir", out.path],
      cwd: folder,
      env: { WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" },
      stdin: "null",
    }).output();
    const output = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    if (code !== 0) throw new Error(`Cannot bundle the worker:\n${output}`);
    return { script: await readFile(join(out.path, "worker.js"), "utf8"), folder, output };
  } finally {
    await out.remove();
  }
}

/** Runs a bundle in a real workerd, configured as wrangler.jsonc says. */
export async function startWorkerd(
  bundle: Bundle,
  { databaseUrl, env, port: wanted, aheadMs = 0 }: WorkerdOptions,
): Promise<Workerd> {
  const config = readJsonc(await readFile(`${root}wrangler.jsonc`, "utf8"));
  const port = wanted ?? await freePort();
  const url = `http://localhost:${port}`;
  const options = convertV4MiniflareOptions({
    name: config.name,
    modules: [{ type: "ESModule", path: "worker.js", contents: ahead(aheadMs) + bundle.script }],
    modulesRoot: "/",
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    durableObjects: Object.fromEntries(
      config.durable_objects.bindings.map((each) => [each.name, {
        className: each.class_name,
        useSQLite: true,
      }]),
    ),
    // The files themselves, for the emulator's router would stand before the runtime's own port too.
    serviceBindings: {
      [config.assets.binding]: {
        disk: { path: `${bundle.folder}${config.assets.directory}`, writable: false },
      },
    },
    bindings: { DATABASE_URL: databaseUrl, PUBLIC_URL: url, ...env },
    host: "127.0.0.1",
    port,
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  });
  const mark = opened("a worker runtime");
  const miniflare = new Miniflare(options);
  await miniflare.ready;
  const direct = await miniflare.unsafeGetDirectURL(config.name);
  return {
    url,
    port: Number(direct.port),
    runScheduled: async () => {
      const worker = await miniflare.getWorker() as unknown as Scheduled;
      await worker.scheduled({ cron: config.triggers.crons[0] });
    },
    stop: async () => {
      await miniflare.dispose();
      mark.closed();
    },
  };
}

/** What stands before the bundle. */
function ahead(ms: number): string {
  return ms === 0 ? "" : `{ const { now } = Date; Date.now = () => now() + ${ms}; }\n`;
}

interface Scheduled {
  scheduled(options: { readonly cron: string }): Promise<unknown>;
}

interface WranglerConfig {
  readonly name: string;
  readonly compatibility_date: string;
  readonly compatibility_flags: string[];
  readonly assets: {
    readonly directory: string;
    readonly binding: string;
  };
  readonly durable_objects: {
    readonly bindings: readonly { readonly name: string; readonly class_name: string }[];
  };
  readonly triggers: { readonly crons: readonly [string] };
}

function readJsonc(text: string): WranglerConfig {
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}
