import { opened } from "./left_running.ts";
import { PATIENCE_MS } from "./patience.ts";

/** One webhook as received. */
export interface Received {
  readonly headers: Headers;
  readonly body: string;
  readonly json: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

export interface Receiver {
  readonly url: string;
  /** Everything that arrived, oldest first. */
  readonly received: readonly Received[];
  /** The first webhook that matches, now or as soon as it arrives. */
  waitFor(fits: (notice: Received) => boolean): Promise<Received>;
  stop(): Promise<void>;
}

/** A merchant's own server on loopback: answers 204 to every webhook unless `answer` says otherwise. */
export function startReceiver(
  answer: (notice: Received) => Response | Promise<Response> = () =>
    new Response(null, { status: 204 }),
): Receiver {
  const mark = opened("a receiver");
  const received: Received[] = [];
  const waiting = new Set<(notice: Received) => void>();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const body = await request.text();
      const notice = { headers: request.headers, body, json: JSON.parse(body) };
      received.push(notice);
      for (const tell of waiting) tell(notice);
      return await answer(notice);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/hook`,
    received,
    waitFor: (fits) => {
      const there = received.find(fits);
      if (there) return Promise.resolve(there);
      const { promise, resolve, reject } = Promise.withResolvers<Received>();
      const tell = (notice: Received) => {
        if (fits(notice)) resolve(notice);
      };
      waiting.add(tell);
      const types = () => received.map(({ json }) => json.type).join(", ") || "nothing";
      const timer = setTimeout(
        () => reject(new Error(`No such notice; arrived: ${types()}`)),
        PATIENCE_MS,
      );
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(tell);
      });
    },
    stop: async () => {
      await server.shutdown();
      mark.closed();
    },
  };
}
