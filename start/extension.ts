import type { Deps } from "../core/deps.ts";
import type { Checks } from "../db/verify/checks.ts";
import type { Result } from "../core/result.ts";
import type { Job } from "../jobs/run_jobs.ts";
import type { Added } from "../routes/added.ts";
import type { Assets } from "../views/assets/assets.ts";
import { ConfigError, type Settings } from "./config.ts";

/** What a folder that may be missing adds to a portal: `sandbox/`, which fits this without importing it. */
export interface Extension {
  /** Style and script of its own pages. Not asked for in a bundle, which has no folders. */
  readonly assetFolder: () => URL;
  readonly migrationFolder: () => URL;
  /** What `deno task verify` asks of its tables, by the promise: a query for the rows that break it. */
  readonly checks: Checks;
  /** SECRETS for a demo that was given none. */
  readonly demoSecrets: (newSecret: (id: string) => string) => Promise<string>;
  readonly open: (ports: {
    readonly deps: Deps;
    readonly assets: Assets;
    readonly nudge: (job: string) => void;
  }) => Opened;
}

/** An extension that has joined a portal. */
export interface Opened extends Added {
  readonly jobs: Readonly<Record<string, Job>>;
  /** Where messages to consumers go; undefined when that is not its business. */
  readonly sms: Deps["sms"] | undefined;
  /** The same for mails to staff. */
  readonly mail: Deps["mail"] | undefined;
  /** Makes the demo merchant or finds it again; answers with what is to be told at the terminal. */
  readonly enterDemo: () => Promise<Result<string, { readonly code: string }>>;
}

/** The extension where these settings ask for it. Throws ConfigError where they do and there is none. */
export async function extensionFor(
  settings: Settings,
  find: () => Promise<Extension | undefined>,
): Promise<Extension | undefined> {
  const { sandbox, demo } = settings;
  if (!sandbox && !demo) return undefined;
  const found = await find();
  if (found) return found;
  throw new ConfigError(
    `Cannot start: ${
      demo ? "the demo" : "SANDBOX=1"
    } needs the folder sandbox/, and this copy of the portal is without it; set SECRETS and PUBLIC_URL to serve live merchants`,
  );
}
