import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Checkout } from "../../core/order/checkout.ts";
import { inFlight } from "../../views/checkout/polling.ts";

const TICK_MS = 1_000;
/** Proxies and platforms close what is silent or too long, so we speak and end before they do. */
const TICKS_MAX = 55;
const TICKS_BETWEEN_HEARTBEATS = 10;

/**
 * Tells an open page that something changed, never what: the page then asks as it always does. Each tick is one read,
 * because another process may have written the change. `seen` is the mark the page shows.
 */
export function streamCheckout(
  c: Context,
  first: Checkout,
  { seen, load }: {
    readonly seen: string | undefined;
    readonly load: () => Promise<Checkout | undefined>;
  },
): Response {
  // To a reconnecting EventSource 204 means: stop.
  if (!inFlight(first) && first.mark === seen) return c.body(null, 204);
  const answer = streamSSE(c, (stream) => follow(stream, first, seen, load));
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.set("X-Accel-Buffering", "no");
  return answer;
}

async function follow(
  stream: SSEStreamingApi,
  first: Checkout,
  seen: string | undefined,
  load: () => Promise<Checkout | undefined>,
): Promise<void> {
  let told = seen;
  let checkout: Checkout | undefined = first;
  for (let tick = 0; tick < TICKS_MAX && checkout && !stream.aborted; tick++) {
    if (checkout.mark !== told) {
      told = checkout.mark;
      await stream.writeSSE({ event: "changed", id: told, data: told });
    } else if (tick % TICKS_BETWEEN_HEARTBEATS === 0) {
      await stream.write(": still here\n\n");
    }
    if (!inFlight(checkout)) return;
    await stream.sleep(TICK_MS);
    checkout = await load();
  }
}
