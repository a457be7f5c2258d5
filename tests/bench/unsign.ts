import { runningClock } from "../support/fake_clock.ts";
import { createDispatcher } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { chargeableContract } from "../support/deductions.ts";
import { testApp } from "../support/test_app.ts";
import { startReceiver } from "./started.ts";
import { print } from "./table.ts";

const ENDPOINTS_EACH = 50;
const UNSIGNS = 40;
const GIVE_UP_MS = 15_000;
const SEND_TIMEOUT_MS = 1_500;

/**
 * From an unsign's commit to the first byte of its webhook at each of 100 endpoints, a merchant's and its parent's,
 * of which one hangs. The event's own time counts as the commit's, so the commit itself is included.
 */
export async function benchUnsign(): Promise<void> {
  const receiver = await startReceiver();
  const origin = `http://127.0.0.1:${receiver.port}`;
  const app = await testApp({
    send: createSender({ allowPrivate: true, timeoutMs: SEND_TIMEOUT_MS }),
    clock: runningClock(),
  });
  const { run: dispatch } = createDispatcher();
  try {
    const child = await app.openMerchant("青瓷茶舍运河店", {
      parentNo: app.merchant.merchantNo,
    });
    for (let i = 0; i < ENDPOINTS_EACH; i++) {
      const path = i === 0 ? "/hang" : `/${i}`;
      const event_types = ["contract.terminated"];
      await app.api("/v1/webhook_endpoints", { body: { url: `${origin}${path}`, event_types } });
      const body = { url: `${origin}/child/${i}`, event_types };
      await app.api("/v1/webhook_endpoints", { body, key: child.secretKey });
    }
    for (let n = 0; n < UNSIGNS; n++) {
      const { contractId } = await chargeableContract(app, { merchant: child });
      const path = `/v1/contracts/${contractId}/termination`;
      await app.api(path, { method: "POST", key: child.secretKey });
      await dispatch(app.deps);
    }
    // Hanging requests are released, so that their outcomes can still be written to the database.
    const letGo = new Promise((resolve) => setTimeout(resolve, SEND_TIMEOUT_MS * 2));
    const waits = await arrivals(app, origin, child.secretKey);
    const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
    const note = `${waits.length} notices, 100 endpoints, one hangs`;
    print({ what: "unsign to its notice, p50", value: at(0.5), unit: " ms", note });
    print({ what: "unsign to its notice, p99", value: at(0.99), unit: " ms", note });
    await letGo;
  } finally {
    await app.close();
    await receiver.stop();
  }
}

/** How long each webhook took, in ms, shortest first. */
async function arrivals(
  app: Awaited<ReturnType<typeof testApp>>,
  origin: string,
  key: string,
): Promise<readonly number[]> {
  const heard: { id: string; at: number }[] = [];
  const expected = UNSIGNS * (2 * ENDPOINTS_EACH - 1);
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (heard.length < expected && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    heard.push(...await (await fetch(`${origin}/arrivals`)).json());
  }
  const listed = await app.api("/v1/events?type=contract.terminated&limit=100", { key });
  const { data }: { data: { event_id: string; timestamp: string }[] } = await listed.json();
  const madeAt = new Map(data.map(({ event_id, timestamp }) => [event_id, Date.parse(timestamp)]));
  return heard.map(({ id, at }) => at - (madeAt.get(id) ?? NaN)).sort((a, b) => a - b);
}
