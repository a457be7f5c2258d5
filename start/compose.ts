import type { Hono } from "hono";
import { sendToInbox } from "../sandbox/bank/inbox.ts";
import { noSms } from "../outbound/sms/no_sms.ts";
import { createChannels } from "../core/channel/channels.ts";
import type { Deps } from "../core/deps.ts";
import { instant } from "../core/time.ts";
import { demoStore } from "../sandbox/demo/demo_webhooks.ts";
import type { Reader } from "../db/engine/reader.ts";
import { sandboxStore } from "../sandbox/tables/payments.ts";
import { createStores } from "../db/stores.ts";
import { createApp } from "../routes/app.ts";
import type { AppEnv } from "../routes/app_env.ts";
import { createHttp } from "../outbound/channel/own_origin.ts";
import type { Assets } from "../views/assets/assets.ts";
import { randomDrawer } from "./draw_random.ts";
import { idMaker } from "./make_id.ts";

/** What differs between runtimes; everything else of a portal is the same. */
export interface Platform extends
  Pick<
    Deps,
    "write" | "config" | "vault" | "send" | "watch" | "nudge" | "log" | "demoSecretKey"
  > {
  readonly reader: Reader;
  /** Called after each commit of this process. */
  readonly onWritten?: () => void;
  readonly assets: Assets;
}

export interface Composed {
  readonly app: Hono<AppEnv>;
  readonly deps: Deps;
}

// A channel that has not answered by then tells us nothing; the payment stays processing and is queried later.
const CHANNEL_TIMEOUT_MS = 8_000;

/** The portal on this platform: real time, real chance, real HTTP. */
export function compose(platform: Platform): Composed {
  const { reader, assets, onWritten, ...ports } = platform;
  const { config, vault, write } = ports;
  const now = () => instant(Date.now());
  const random = randomDrawer();
  const deps: Deps = {
    ...ports,
    ...createStores({ reader, write, publicUrl: config.publicUrl, onWritten }),
    ...(config.sandbox ? { sandbox: sandboxStore } : {}),
    ...(config.demo ? { demo: demoStore } : {}),
    now,
    random,
    newId: idMaker({ now, random }),
    channels: createChannels(vault, config),
    sms: config.sandbox ? (sms) => sendToInbox(deps, sms) : noSms,
    http: createHttp({
      publicUrl: config.publicUrl,
      dispatch: (request) => Promise.resolve(app.fetch(request)),
      fetch,
      timeoutMs: CHANNEL_TIMEOUT_MS,
    }),
  };
  const app = createApp(deps, assets);
  return { app, deps };
}
