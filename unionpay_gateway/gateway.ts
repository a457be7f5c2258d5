import { createBehaviour } from "./behaviour.ts";
import { carryOutCommand, type Command, commandSchema, type Report, reportOf } from "./control.ts";
import type { Context, Merchant, OpenApp } from "./context.ts";
import { products } from "./acp/kinds.ts";
import { sendDue } from "./notices.ts";
import { createOpenPlatform } from "./open/api.ts";
import { certifySigning, type Identity, type Pki } from "./pki.ts";
import { createRouter } from "./router.ts";
import { emptyWorld, type World } from "./world.ts";

export interface Options {
  readonly pki: Pki;
  readonly apps?: readonly OpenApp[];
  /** A free one by default. */
  readonly port?: number;
  readonly now?: () => number;
  /** Sends notices; by default over the network. */
  readonly send?: (request: Request) => Promise<Response>;
  /** What it remembers from before. */
  readonly world?: World;
  /** Called after anything may have changed. */
  readonly keep?: (world: World) => void;
}

export interface Gateway {
  readonly url: string;
  readonly pki: Pki;
  /** The same as `POST /control`; returns when the notices of it were sent. */
  control(command: Command): Promise<Report>;
  /** Sends every notice that is due. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** How often it looks for notices that have become due by themselves. */
const TICK_MS = 500;
const FEE_BASIS_POINTS = 60;
/** Of UnionPay's own test environment. */
const TOKEN_REQUESTOR = "62000000001";

/** The simulated gateway and open platform on loopback. */
export function startGateway(options: Options): Gateway {
  const { pki, now = Date.now, send = fetch, world = emptyWorld(), keep } = options;
  let signing: readonly Identity[] = [pki.signing];
  let signings = 0;
  const context: Context = {
    pki,
    world,
    behaviour: createBehaviour(),
    merchants: new Map(
      Object.entries(pki.merchants).map(([merId, { certificate }]) => [
        merId,
        newMerchant(merId, certificate),
      ]),
    ),
    apps: new Map((options.apps ?? []).map((app) => [app.appId, app])),
    now: () => now() + world.offset,
    signer: () => signing[signings++ % signing.length] ?? pki.signing,
  };
  const rotate = async (step: "begin" | "end") => {
    const newest = signing.at(-1) ?? pki.signing;
    signing = step === "end" ? [newest] : [newest, await certifySigning(pki.middle, context.now())];
  };

  let sending: Promise<void> | undefined;
  const nudge = () => {
    keep?.(world);
    sending ??= sendAll().finally(() => {
      sending = undefined;
      keep?.(world);
    });
  };
  const sendAll = async () => {
    while (await sendDue(context, send));
  };
  const settle = async () => {
    // What is being sent may have been looked up before the latest notice was there.
    for (let round = 0; round < 2; round++) {
      nudge();
      await sending;
    }
  };
  const control = async (command: Command) => {
    const done = await carryOutCommand(context, commandSchema.parse(command), rotate);
    await settle();
    return { ...done, ...reportOf(context) };
  };

  const route = createRouter(context, { platform: createOpenPlatform(context), control });
  const ending = new AbortController();
  const server = Deno.serve(
    {
      hostname: "127.0.0.1",
      port: options.port ?? 0,
      signal: ending.signal,
      onListen: () => {},
    },
    async (request) => {
      try {
        return await route(request);
      } finally {
        nudge();
      }
    },
  );
  const ticking = setInterval(nudge, TICK_MS);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    pki,
    control,
    settle,
    stop: async () => {
      clearInterval(ticking);
      ending.abort();
      await server.finished;
      await sending;
    },
  };
}

function newMerchant(merId: string, certificate: string): Merchant {
  return {
    merId,
    name: "模拟商户",
    certificates: [certificate],
    access: ["0", "1", "2"],
    granted: products,
    tokenRequestors: [TOKEN_REQUESTOR],
    encryptsCards: false,
    feeBasisPoints: FEE_BASIS_POINTS,
  };
}
