import { noMail } from "../outbound/mail/no_mail.ts";
import { createChannels } from "../core/channel/channels.ts";
import type { Deps } from "../core/deps.ts";
import { createInstitutionNow } from "../core/institution/institution_now.ts";
import { instant } from "../core/time.ts";
import type { Reader } from "../db/engine/reader.ts";
import { createStores } from "../db/stores.ts";
import { jobs } from "../jobs/jobs.ts";
import { type Jobs, periodsOf } from "../jobs/run_jobs.ts";
import { nothing } from "../routes/added.ts";
import { type App, createApp } from "../routes/app.ts";
import { createHttp } from "../outbound/channel/own_origin.ts";
import type { Assets } from "../views/assets/assets.ts";
import type { Library } from "../views/docs/library.ts";
import type { Extension, Opened } from "./extension.ts";
import { randomDrawer } from "./draw_random.ts";
import { idMaker } from "./make_id.ts";
import { smsFor } from "./sms_for.ts";

/** What differs between runtimes; everything else of a portal is the same. */
export interface Platform extends
  Pick<
    Deps,
    | "write"
    | "config"
    | "vault"
    | "credentials"
    | "send"
    | "watch"
    | "log"
    | "trace"
    | "waitingUnits"
  > {
  readonly reader: Reader;
  /** Where mails to staff go; undefined where none is configured. */
  readonly mail: Deps["mail"] | undefined;
  /** Where text messages to real phones go; undefined where nobody takes them. */
  readonly sms: Deps["sms"] | undefined;
  /** Called after each commit of this process. */
  readonly onWritten?: () => void;
  /** Asks that a job runs soon, an extension's too. */
  readonly nudge: (job: string) => void;
  readonly assets: Assets;
  readonly library: () => Promise<Library>;
  readonly extension: Extension | undefined;
}

export interface Composed {
  readonly app: App;
  readonly deps: Deps;
  readonly jobs: Jobs;
  readonly opened: Opened | undefined;
}

// A channel that has not answered by then tells us nothing; the payment stays processing and is queried later.
const CHANNEL_TIMEOUT_MS = 8_000;

/** The portal on this platform: real time, real chance, real HTTP. */
export function compose(platform: Platform): Composed {
  const { reader, assets, library, onWritten, extension, mail, sms, ...ports } = platform;
  const { config: configured, vault, write, log } = ports;
  const now = () => instant(Date.now());
  const random = randomDrawer();
  const stores = createStores({ reader, write, publicUrl: configured.publicUrl, onWritten });
  const { load, institutions } = stores;
  const institution = createInstitutionNow({ config: configured, load, institutions, now, log });
  const { config } = institution;
  const http = createHttp({
    publicUrl: config.publicUrl,
    dispatch: (request) => Promise.resolve(app.fetch(request)),
    fetch,
    timeoutMs: CHANNEL_TIMEOUT_MS,
  });
  const deps: Deps = {
    ...ports,
    ...stores,
    config,
    institution,
    now,
    random,
    newId: idMaker({ now, random }),
    jobPeriods: () => periodsOf(allJobs),
    channels: createChannels({ ...stores, vault, config, now, random, http, log }),
    sms: (given) => smsFor(given, { provider: sms, inbox: opened?.sms, demo: config.demo })(given),
    mail: (given) => (mail ?? opened?.mail ?? noMail)(given),
    http,
  };
  const opened = extension?.open({ deps, assets, nudge: ports.nudge });
  const allJobs = { ...jobs, ...opened?.jobs };
  const app = createApp(deps, assets, { ...(opened ?? nothing), library });
  return { app, deps, jobs: allJobs, opened };
}
