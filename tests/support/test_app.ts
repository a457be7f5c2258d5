import { demoAccount } from "../../start/transfer_settings.ts";
import { CHANNEL_PAYER } from "./bank_files.ts";
import { rails } from "../../core/transfer/rails.ts";
import { createClient } from "@libsql/client";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ulid } from "ulid";
import { demoShopRoutes } from "../../sandbox/demo/shop_routes.tsx";
import type { SandboxDeps } from "../../sandbox/helpers/sandbox_deps.ts";
import { sandbox } from "../../sandbox/sandbox.ts";
import { budgets } from "../../core/budget/budget.ts";
import { createChannels } from "../../core/channel/channels.ts";
import type { Config } from "../../core/config.ts";
import type { Deps } from "../../core/deps.ts";
import type { Log } from "../../core/log.ts";
import { type Id, type IdPrefix, merchantNo } from "../../core/id.ts";
import type { Merchant, Mode } from "../../core/merchant/merchant.ts";
import { products } from "../../core/merchant/merchant.ts";
import { createInstitutionNow } from "../../core/institution/institution_now.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { cny } from "../../core/money.ts";
import { hours, minutes } from "../../core/time.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import { openDatabase } from "../../db/engine/client.ts";
import { migrate } from "../../db/engine/migrate.ts";
import { allMigrations } from "../../start/migrations.ts";
import { loadLibrary } from "../../start/library/load_library.ts";
import { openVault } from "../../start/open_vault.ts";
import { openReads } from "../../db/engine/open_reads.ts";
import { openWrites } from "../../db/engine/open_writes.ts";
import type { Reader } from "../../db/engine/reader.ts";
import { bankStore } from "../../sandbox/tables/payments.ts";
import { createStores } from "../../db/stores.ts";
import { createTail } from "../../db/engine/tail.ts";
import { eventFeed } from "../../db/event/feed.ts";
import { createWriter } from "../../db/engine/writer.ts";
import { type App, createApp } from "../../routes/app.ts";
import { jobs } from "../../jobs/jobs.ts";
import { periodsOf } from "../../jobs/run_jobs.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { sweepAll } from "../../sandbox/helpers/sweep_all.ts";
import { noMail } from "../../outbound/mail/no_mail.ts";
import { noSms } from "../../outbound/sms/no_sms.ts";
import { createHttp } from "../../outbound/channel/own_origin.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { type FakeClock, fakeClock } from "./fake_clock.ts";
import { brokenPromises } from "./ledger.ts";
import { PATIENCE_MS } from "./patience.ts";
import { SecretsAtRest } from "./secrets_at_rest.ts";
import { filesOfServer } from "./sqld.ts";
import { TEST_SECRET } from "./test_vault.ts";
import { watchUnderWay } from "./under_way.ts";

export interface TestMerchant {
  readonly merchant: Merchant;
  readonly merchantNo: string;
  readonly secretKey: string;
}

export interface TestApp {
  readonly app: App;
  /** Of both apps. */
  readonly routes: App["pages"]["routes"];
  /** The shop's and the bank's. */
  readonly deps: SandboxDeps;
  readonly clock: FakeClock;
  readonly merchant: TestMerchant;
  /** Everything logged, as `level message`. */
  readonly logged: readonly { readonly level: string; readonly message: string }[];
  fetch(request: Request): Promise<Response>;
  /** With the merchant's secret key; a body is sent as JSON. */
  api(path: string, init?: ApiInit): Promise<Response>;
  openMerchant(name: string, options?: Partial<OpenOptions>): Promise<TestMerchant>;
  /** Runs every nudged job, and everything that is due, until nothing is left. */
  settle(): Promise<void>;
  /** Round trips to the database so far: reads and writes. */
  roundTrips(): number;
  /** Open streams. */
  followers(): number;
  /** Fails when a promise about money is broken; called by `close`. */
  check(): Promise<void>;
  /** Waits for what is under way; whatever goes on after that is complained of at the end of the file. */
  close(): Promise<void>;
}

export interface ApiInit {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface OpenOptions {
  readonly mode: Mode;
  readonly parentNo: string;
  readonly returnUrls: readonly string[];
  readonly products: Merchant["products"];
}

export interface TestAppOptions {
  /** A libSQL server; by default a file in a temp folder. */
  readonly databaseUrl?: string;
  /** How long it waits for the database. */
  readonly deadlineMs?: number;
  readonly config?: Partial<Config>;
  readonly send?: Deps["send"];
  readonly clock?: FakeClock;
  readonly secrets?: readonly Secret[];
  readonly credentials?: Deps["credentials"];
  readonly followersMax?: number;
  readonly followersOfPageMax?: number;
  /** How often the event log is read by itself. */
  readonly tailTickMs?: number;
  /** As if the demo had made the merchant: its own pages may use its key. */
  readonly demoKey?: boolean;
}

/** The real portal on a real database, with only the clock, the log and the bank's patience in the test's hands. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const underWay = watchUnderWay("a portal");
  const folder = await mkdtemp(join(tmpdir(), "countersign-"));
  const url = options.databaseUrl ?? `file:${join(folder, "test.db")}`;
  const { deadlineMs = PATIENCE_MS } = options;
  const database = await openDatabase({ url, createClient, deadlineMs });
  await migrate(database.reader, await allMigrations(sandbox));
  const writer = createWriter({
    openClient: await openWrites(database),
    kind: database.kind,
    deadlineMs,
    onAlarm: (message) => logged.push({ level: "error", message }),
  });

  const configured: Config = {
    publicUrl: "http://portal.test",
    publicUrlFixed: true,
    institution: "Countersign",
    imprint: {
      licence: "Z0000000000000",
      phone: "000-0000-0000",
      termsUrl: "https://example.com/",
    },
    demo: true,
    sandbox: true,
    webhookAllowPrivate: true,
    limitScope: "account",
    agreedDailyLimit: cny(5_000_000),
    preNoticeLead: hours(24),
    staffSessionIdle: minutes(15),
    staffSessionLife: hours(8),
    budgets,
    walletApps: [],
    trustedProxies: [],
    transferAccount: { mode: "test", payee: demoAccount, channelPayers: [CHANNEL_PAYER] },
    rails,
    ...options.config,
  };
  const clock = options.clock ?? fakeClock();
  const logged: { level: string; message: string }[] = [];
  const asked = new Set<string>();
  let trips = 0;
  const reads = await openReads(database, { deadlineMs });
  const reader: Reader = {
    execute: underWay.track("a read", (statement) => {
      trips++;
      return reads.reader.execute(statement);
    }),
    batch: underWay.track("a read", (...given) => {
      trips++;
      return reads.reader.batch(...given);
    }),
  };
  const tail = createTail({
    reader,
    feed: eventFeed,
    log: testLog(logged),
    ...(options.followersMax === undefined ? {} : { followersMax: options.followersMax }),
    ...(options.followersOfPageMax === undefined
      ? {}
      : { followersOfPageMax: options.followersOfPageMax }),
    ...(options.tailTickMs === undefined ? {} : { tickMs: options.tailTickMs }),
  });
  clock.onMove?.(tail.wakeAll);
  const secrets = new SecretsAtRest();
  const vault = secrets.watchVault(
    await openVault(
      { secrets: options.secrets ?? [TEST_SECRET], retired: [] },
      { reader: reads.reader, write: (unit) => writer.write(unit) },
    ),
  );
  const assets = await loadAssets([sandbox.assetFolder()]);
  const stores = createStores({
    reader,
    write: underWay.track("a write", (unit) => {
      trips++;
      return writer.write(unit);
    }),
    publicUrl: configured.publicUrl,
    onWritten: () => tail.poke(),
  });
  const { load, institutions } = stores;
  const institution = createInstitutionNow({
    config: configured,
    load,
    institutions,
    now: clock.now,
    log: testLog(logged),
  });
  const { config } = institution;
  await institution.refresh();
  const random = secrets.watchRandom((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  const http = createHttp({
    publicUrl: config.publicUrl,
    dispatch: (request) => send(request),
    fetch,
    timeoutMs: PATIENCE_MS,
  });
  const log = testLog(logged);
  const deps: SandboxDeps = {
    ...stores,
    institution,
    watch: tail,
    bank: bankStore,
    now: clock.now,
    random,
    newId: <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_${ulid(clock.now())}`,
    channels: createChannels({ ...stores, vault, config, now: clock.now, random, http, log }),
    sms: secrets.watchSms((sms) => (opened.sms ?? noSms)(sms)),
    mail: (mail) => {
      secrets.add(mail.to);
      return (opened.mail ?? noMail)(mail);
    },
    http,
    send: underWay.track("a webhook", secrets.watchSender(options.send ?? plainSender)),
    vault,
    nudge: (job) => void asked.add(job),
    credentials: options.credentials ?? [],
    jobPeriods: () => periodsOf({ ...jobs, ...opened.jobs }),
    waitingUnits: writer.depth,
    log,
    config,
  };
  const opened = sandbox.open({ deps, assets, nudge: deps.nudge });
  const demoKey = () => options.demoKey ? merchant.secretKey : undefined;
  const shop = config.demo ? [demoShopRoutes(deps, { assets, demoKey })] : [];
  const people = [...shop, ...opened.people];
  const app = createApp(deps, assets, {
    ...opened,
    people,
    exampleKey: demoKey,
    library: loadLibrary,
  });
  const send = underWay.track(
    "a request",
    (request: Request) => Promise.resolve(app.fetch(request)),
  );

  const open = async (name: string, given: Partial<OpenOptions> = {}): Promise<TestMerchant> => {
    const no = merchantNo(ulid().slice(-15));
    const opened = await openMerchant(deps, {
      merchantNo: no,
      parentNo: given.parentNo === undefined ? undefined : merchantNo(given.parentNo),
      name,
      mode: given.mode ?? "test",
      products: given.products ?? products,
      returnUrls: given.returnUrls ?? [],
    });
    if (!opened.ok) throw new Error(`Cannot open merchant: ${opened.error.code}`);
    const { merchant, secretKey } = opened.value;
    secrets.add(secretKey.replace(/^sk_[a-z]+_/, ""));
    return { merchant, merchantNo: no, secretKey };
  };
  const merchant = await open("清风茶馆 Breeze Teahouse");

  const settle = async () => {
    do {
      asked.clear();
      await sweepAll(deps);
      await deliverWebhooks(deps);
      asked.delete("deliver_webhooks");
    } while (asked.size > 0);
  };
  const check = async () => {
    const broken = await brokenPromises(database.reader);
    if (Object.keys(broken).length > 0) throw new Error(`Ledger: ${JSON.stringify(broken)}`);
    const leaks = await secrets.leaks({
      files: [...filesOf(url), ...await filesOfServer(url)],
      logged: logged.map(({ message }) => message),
      reader: database.reader,
    });
    if (leaks.length > 0) throw new Error(`In the clear: ${leaks.join("; ")}`);
  };

  return {
    app,
    routes: [
      await app.api(),
      app.pages,
      await app.staffPages(),
      await app.walletPages(),
      await app.docsPages(),
    ].flatMap(({ routes }) => routes),
    deps,
    clock,
    merchant,
    logged,
    // Deno gives a request only to a function that names it.
    fetch: (request) => send(request),
    api: (path, init = {}) => send(apiRequest(config.publicUrl, path, merchant.secretKey, init)),
    openMerchant: open,
    settle,
    roundTrips: () => trips,
    followers: tail.followers,
    check,
    close: async () => {
      await tail.close();
      await underWay.settled();
      underWay.end();
      try {
        // While the writer is open the file has its WAL, with pages that were written over since.
        await check();
      } finally {
        await writer.close();
        reads.close();
        database.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function filesOf(url: string): readonly string[] {
  const file = /^file:(.+)$/.exec(url)?.[1];
  return file === undefined ? [] : [file, `${file}-wal`];
}

function apiRequest(origin: string, path: string, secretKey: string, init: ApiInit): Request {
  const { body, method = body === undefined ? "GET" : "POST", key = secretKey, headers } = init;
  return new Request(origin + path, {
    method,
    headers: {
      Authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function testLog(logged: { level: string; message: string }[]): Log {
  const at = (level: string) => (message: string, facts?: Readonly<Record<string, unknown>>) =>
    void logged.push({ level, message: facts ? `${message} ${JSON.stringify(facts)}` : message });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/** Sends by plain fetch; tests of the real sender pass their own. */
const plainSender: Deps["send"] = async (url, headers, body) => {
  try {
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
    const bytes = await response.bytes();
    return {
      type: "answered",
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new TextDecoder().decode(bytes),
      bytes: bytes.length,
      retryAfter: response.headers.get("retry-after") ?? undefined,
    };
  } catch (error) {
    return { type: "broken", detail: String(error) };
  }
};
