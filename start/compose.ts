import type { Hono } from "hono";
import { ulid } from "ulid";
import { sendToInbox } from "../core/channel/sandbox/inbox.ts";
import { noSms } from "../core/sms/no_sms.ts";
import { createChannels } from "../core/channel/channels.ts";
import type { Deps } from "../core/deps.ts";
import { instant } from "../core/time.ts";
import { demoStore } from "../db/demo.ts";
import type { Reader } from "../db/reader.ts";
import { sandboxStore } from "../db/sandbox.ts";
import { createStores } from "../db/stores.ts";
import { createApp } from "../routes/app.ts";
import type { AppEnv } from "../routes/app_env.ts";
import { createHttp } from "../routes/own_origin.ts";
import type { Assets } from "../views/assets/assets.ts";
import { chanceDrawer } from "./draw_chance.ts";

/** What differs between runtimes; everything else of a portal is the same. */
export interface Ground extends
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

/** The portal on this platform: real time, real randomness, real HTTP. */
export function compose(ground: Ground): Composed {
  const { reader, assets, onWritten, ...ports } = ground;
  const { config, vault, write } = ports;
  const chance = chanceDrawer();
  const deps: Deps = {
    ...ports,
    ...createStores({ reader, write, publicUrl: config.publicUrl, onWritten }),
    ...(config.sandbox ? { sandbox: sandboxStore } : {}),
    ...(config.demo ? { demo: demoStore } : {}),
    now: () => instant(Date.now()),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    newId: (prefix) => `${prefix}_${ulid(Date.now(), chance)}`,
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
