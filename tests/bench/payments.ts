import { median } from "./load.ts";
import {
  agreeFees,
  type Started,
  type StartedPortal,
  startPortal,
  startReceiver,
} from "./started.ts";
import { print } from "./table.ts";

const PAYMENTS = 60;
const WARM_UP = 10;
const BUDGET_MS = 20;
const GIVE_UP_MS = 5_000;
const TEST_CARD = "6200000000000014";
/** In the app, because only there the channel says what kind of card paid, and so what the fee is. */
const IN_THE_APP = "Mozilla/5.0 (iPhone) (com.unionpay.chsp) (UnionPay/1.0 CloudPay)";

/** What one payment took, in ms. */
interface Took {
  readonly startToPaid: number;
  readonly confirmedToPaid: number;
  readonly confirmedToTold: number;
}

/**
 * One payment after another as a payer makes it: chosen on the checkout page, confirmed in the sandbox's wallet, its
 * notice taken, the order paid with its fee, and its merchant told at a receiver in a process of its own.
 */
export async function benchPayments(): Promise<void> {
  const [portal, receiver] = await Promise.all([startPortal(), startReceiver()]);
  await agreeFees(portal);
  const url = `http://127.0.0.1:${receiver.port}/paid`;
  await call(portal, "/v1/webhook_endpoints", { url, event_types: ["order.paid"] });
  const took: Took[] = [];
  for (let n = 0; n < WARM_UP + PAYMENTS; n++) took.push(await pay(portal, receiver, n));
  const middle = (of: (each: Took) => number) => median(took.slice(WARM_UP).map(of));
  const note = `p50 of ${PAYMENTS}, one after another`;
  const line = { against: BUDGET_MS, unit: " ms", budget: "<= 100 %", note };
  print({
    what: "sandbox payment, confirmed to paid",
    value: middle((each) => each.confirmedToPaid),
    ...line,
  });
  print({
    what: "sandbox payment, confirmed to its webhook",
    value: middle((each) => each.confirmedToTold),
    ...line,
  });
  print({
    what: "sandbox payment, chosen to paid",
    value: middle((each) => each.startToPaid),
    unit: " ms",
    note,
  });
  await Promise.all([portal.stop(), receiver.stop()]);
}

async function pay(portal: StartedPortal, receiver: Started, n: number): Promise<Took> {
  const body = { merchant_order_no: `P-${n}`, amount: 8_800, subject: "龙井一壶" };
  const { order_id } = await call(portal, "/v1/orders", body);
  const startedAt = Date.now();
  const page = await press(portal, `/checkout/${order_id}/payments`, { method: "quickpass" });
  const confirmedAt = Date.now();
  await press(portal, page, { action: "pay", card: TEST_CARD });
  const paidAt = await when(async () =>
    (await call(portal, `/v1/orders/${order_id}`))["state"] === "paid" ? Date.now() : undefined
  );
  const toldAt = await when(async () => {
    const [arrival] = await (await fetch(`http://127.0.0.1:${receiver.port}/arrivals`)).json();
    return arrival === undefined ? undefined : Number(arrival.at);
  });
  await assertFee(portal, order_id);
  return {
    startToPaid: paidAt - startedAt,
    confirmedToPaid: paidAt - confirmedAt,
    confirmedToTold: toldAt - confirmedAt,
  };
}

/** Throws unless what was measured has booked a fee. */
async function assertFee(portal: StartedPortal, orderId: unknown): Promise<void> {
  const { payment } = await call(portal, `/v1/orders/${orderId}`);
  const { payment_id: paymentId } = payment as { readonly payment_id: string };
  const { fee } = await call(portal, `/v1/payments/${paymentId}`);
  if (!fee) throw new Error("Cannot measure: no fee was booked");
}

/** A form of one of the portal's pages; gives the path it leads on to. */
async function press(
  { port }: StartedPortal,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const origin = `http://localhost:${port}`;
  const answer = await fetch(origin + path, {
    method: "POST",
    headers: { Origin: origin, "User-Agent": IN_THE_APP },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  await answer.body?.cancel();
  const location = answer.headers.get("location");
  if (answer.status !== 303 || location === null) throw new Error(`Cannot pay: ${answer.status}`);
  return new URL(location, origin).pathname;
}

async function call(
  { port, secretKey }: StartedPortal,
  path: string,
  body?: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" };
  const init = body === undefined ? { headers } : {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  };
  const answer = await fetch(`http://localhost:${port}${path}`, init);
  if (!answer.ok) throw new Error(`Cannot ${path}: ${await answer.text()}`);
  return await answer.json();
}

/** Asks again and again, as soon as the last answer is there. */
async function when(ask: () => Promise<number | undefined>): Promise<number> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  while (Date.now() < giveUpAt) {
    const at = await ask();
    if (at !== undefined) return at;
  }
  throw new Error("Cannot measure: it did not happen");
}
