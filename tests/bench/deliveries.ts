import { deliverWebhooks } from "../../routes/jobs/deliver_webhooks.ts";
import { createSender } from "../../routes/sending/deno_sender.ts";
import { instant } from "../../core/time.ts";
import { testApp } from "../support/test_app.ts";
import { type Started, startReceiver } from "./started.ts";
import type { Figure } from "./table.ts";

const MERCHANTS = 4;
const ENDPOINTS_EACH = 25;
const ORDERS_EACH = 30;

/** Notices per second to 100 endpoints on loopback, and what one hanging endpoint does to the others. */
export async function benchDeliveries(): Promise<Figure[]> {
  const receiver = await startReceiver();
  try {
    const healthy = await drain(receiver, false);
    const hanging = await drain(receiver, true);
    return [
      { what: "webhook deliveries/s, 100 endpoints, file", value: healthy.perSecond },
      {
        what: "the same while one of them hangs",
        value: hanging.perSecond,
        against: healthy.perSecond,
      },
      {
        what: "p95 until a healthy endpoint is told",
        value: hanging.p95Ms,
        against: healthy.p95Ms,
        unit: " ms",
        note: "with one hanging, against none; budget 150 %",
      },
    ];
  } finally {
    await receiver.stop();
  }
}

async function drain(receiver: Started, oneHangs: boolean) {
  const now = () => instant(Date.now());
  const app = await testApp({
    send: createSender({ allowPrivate: true, timeoutMs: 1_500 }),
    clock: { now, advance: () => {}, set: () => {} },
  });
  const origin = `http://127.0.0.1:${receiver.port}`;
  const merchants = await Promise.all(
    Array.from({ length: MERCHANTS }, (_, i) => app.openMerchant(`茶馆 ${i}`)),
  );
  for (const [m, { secretKey: key }] of merchants.entries()) {
    for (let e = 0; e < ENDPOINTS_EACH; e++) {
      const path = oneHangs && m === 0 && e === 0 ? "/hang" : `/${m}/${e}`;
      await app.api("/v1/webhook_endpoints", { key, body: { url: origin + path } });
    }
    for (let o = 0; o < ORDERS_EACH; o++) await closedOrder(app, key, o);
  }
  const startedAt = Date.now();
  const delivering = deliverWebhooks(app.deps);
  const expected = MERCHANTS * ENDPOINTS_EACH * ORDERS_EACH - (oneHangs ? ORDERS_EACH : 0);
  const times: number[] = [];
  while (times.length < expected) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const answer = await fetch(`${origin}/arrivals`);
    const arrivals: { at: number }[] = await answer.json();
    times.push(...arrivals.map(({ at }) => at - startedAt));
  }
  await delivering;
  await app.close();
  times.sort((a, b) => a - b);
  const last = times.at(-1) ?? 1;
  return {
    perSecond: (times.length / last) * 1_000,
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
  };
}

/** An order that has just been closed: the cheapest way to a notice. */
async function closedOrder(app: Awaited<ReturnType<typeof testApp>>, key: string, n: number) {
  const placed = await app.api("/v1/orders", {
    key,
    body: { merchant_order_no: `D-${n}`, amount: 100, subject: "茶" },
  });
  const { order_id } = await placed.json();
  await app.api(`/v1/orders/${order_id}/closure`, { key, method: "POST" });
}
