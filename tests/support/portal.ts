import { sandboxWalletApp } from "../../core/wallet_app/sandbox_wallet_app.ts";
import { watchUnderWay } from "./under_way.ts";
import { type TestApp, testApp, type TestAppOptions } from "./test_app.ts";

export interface Portal extends TestApp {
  /** Where a browser finds it. */
  readonly url: string;
}

type Answer = (request: Request) => Response | Promise<Response>;

export interface Loopback {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `answer` on a free port of this machine. Closing cuts what is still open and waits for what answers. */
export function serveLoopback(answer: Answer): Loopback {
  const underWay = watchUnderWay("a server on loopback");
  const tracked = underWay.track("an answer", async (request: Request) => await answer(request));
  const ending = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: ending.signal, onListen: () => {} },
    // Deno gives a request only to a function that names it.
    (request) => tracked(request),
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    close: async () => {
      ending.abort();
      await server.finished;
      await underWay.settled();
      underWay.end();
    },
  };
}

/** The portal of `testApp`, where a real browser can reach it. */
export async function openPortal(
  { named, purse, ...options }: TestAppOptions & {
    /** Test numbers are paid out of balances in the simulated wallet app. */
    readonly purse?: true;
    /** A browser makes passkeys for a name only, never for an address. */
    readonly named?: "localhost";
  } = {},
): Promise<Portal> {
  const opened = Promise.withResolvers<TestApp>();
  const loopback = serveLoopback(async (request) => (await opened.promise).fetch(request));
  const url = named ? loopback.url.replace("127.0.0.1", named) : loopback.url;
  const app = await testApp({
    ...options,
    config: {
      publicUrl: url,
      ...(purse ? { walletApps: [sandboxWalletApp(url)] } : {}),
      ...options.config,
    },
  });
  opened.resolve(app);
  return {
    ...app,
    url,
    close: async () => {
      await loopback.close();
      await app.close();
    },
  };
}
