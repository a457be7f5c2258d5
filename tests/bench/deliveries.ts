import { runningClock } from "../support/fake_clock.ts";
import { createDispatcher } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Started, startReceiver } from "./started.ts";
import { print } from "./table.ts";

const MERCHANTS = 4;
const ENDPOINTS_EACH = 25;
const ORDERS_EACH = 30;
const DRAIN_MS_MAX = 12_000;
const LOOK_MS = 25;
/** A receiver that hangs is given up on after this; real ones get longer. */
const SEND_TIMEOUT_MS = 1_500;

/** Webhooks per second to 100 endpoints on loopback, and what one hanging endpoint does to the others. */
export async function benchDeliveries(): Promise<void> {
  const receiver = await startReceiver();
  await drain(receiver, { oneHangs: false, orders: 5 });
  const healthy = await drain(receiver, { oneHangs: false, orders: ORDERS_EACH });
  const hanging = await drain(receiver, { oneHangs: true, orders: ORDERS_EACH });
  print({
    what: "webhook deliveries/s, file, 100 endpoints",
    value: healthy.perSecond,
    against: 1_500,
    budget: ">= 100 %",
    note: healthy.note,
  });
  print({
    what: "the same while one of them hangs",
    value: hanging.perSecond,
    against: healthy.perSecond,
    note: hanging.note,
  });
  print({
    what: "p95 until a healthy endpoint is told",
    value: hanging.p95Ms,
    against: healthy.p95Ms,
    unit: " ms",
    budget: "<= 150 %",
    note: "one hanging against none",
  });
  await receiver.stop();
}

interface Draining {
  readonly oneHangs: boolean;
  readonly orders: number;
}

/** Creates all the webhooks first, then measures from the first claim to the last arrival. */
async function drain({ port }: Started, { oneHangs, orders }: Draining) {
  const app = await testApp({
    send: createSender({ allowPrivate: true, timeoutMs: SEND_TIMEOUT_MS }),
    clock: runningClock(),
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let m = 0; m < MERCHANTS; m++) {
    const { secretKey: key } = await app.openMerchant(`茶馆 ${m}`);
    for (let e = 0; e < ENDPOINTS_EACH; e++) {
      const path = oneHangs && m === 0 && e === 0 ? "/hang" : `/${m}/${e}`;
      await app.api("/v1/webhook_endpoints", { key, body: { url: origin + path } });
    }
    for (let o = 0; o < orders; o++) await closedOrder(app, key, o);
  }
  const expected = MERCHANTS * ENDPOINTS_EACH * orders - (oneHangs ? orders : 0);
  await fetch(`${origin}/arrivals`).then((answer) => answer.body?.cancel());

  const { run: dispatch } = createDispatcher();
  const startedAt = Date.now();
  const times: number[] = [];
  let running: Promise<void> | undefined;
  while (times.length < expected && Date.now() < startedAt + DRAIN_MS_MAX) {
    running ??= dispatch(app.deps).finally(() => running = undefined);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const answer = await fetch(`${origin}/arrivals`);
    const arrivals: { readonly at: number }[] = await answer.json();
    times.push(...arrivals.map(({ at }) => at - startedAt));
  }
  await running;
  // Hanging requests are released, so that their outcomes can still be written to the database.
  if (oneHangs) await new Promise((resolve) => setTimeout(resolve, SEND_TIMEOUT_MS));
  await app.close();
  times.sort((a, b) => a - b);
  return {
    perSecond: (times.length / (times.at(-1) ?? 1)) * 1_000,
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
    note: `${times.length} of ${expected} arrived`,
  };
}

/** An order that has just been closed: the cheapest way to a webhook. */
async function closedOrder(app: TestApp, key: string, n: number): Promise<void> {
  const body = { merchant_order_no: `D-${n}`, amount: 100, subject: "茶" };
  const { order_id } = await (await app.api("/v1/orders", { key, body })).json();
  const closed = await app.api(`/v1/orders/${order_id}/closure`, { key, method: "POST" });
  await closed.body?.cancel();
}
