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
  waitFor(fits: (notice: Received) => boolean, withinMs?: number): Promise<Received>;
  stop(): Promise<void>;
}

const WAIT_MS = 15_000;

/** A merchant's own server on loopback: answers 204 to every webhook unless `answer` says otherwise. */
export function startReceiver(
  answer: (notice: Received) => Response | Promise<Response> = () =>
    new Response(null, { status: 204 }),
): Receiver {
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
    waitFor: (fits, withinMs = WAIT_MS) => {
      const there = received.find(fits);
      if (there) return Promise.resolve(there);
      const { promise, resolve, reject } = Promise.withResolvers<Received>();
      const tell = (notice: Received) => {
        if (fits(notice)) resolve(notice);
      };
      waiting.add(tell);
      const types = () => received.map(({ json }) => json.type).join(", ") || "nothing";
      const timer = setTimeout(
        () => reject(new Error(`No such notice within ${withinMs} ms; arrived: ${types()}`)),
        withinMs,
      );
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(tell);
      });
    },
    stop: () => server.shutdown(),
  };
}
