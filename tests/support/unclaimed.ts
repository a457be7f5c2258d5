import { type Client, createClient } from "@libsql/client";
import { expect } from "vitest";
import { createSeal, SIGNATURE_HEADER } from "../../core/channel/sandbox/seal.ts";
import type { RefundId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { brokenPromises } from "./ledger.ts";
import type { joined } from "./staff.ts";
import type { TestApp } from "./test_app.ts";

/** Refunds of these amounts are refused because the card is closed, or come back. */
export const [CLOSED, CAME_BACK] = [800_005, 800_006];

export type Person = Awaited<ReturnType<typeof joined>>;

/** The promises that are broken by this harm, which is undone. */
export async function named(databaseUrl: string, harm: string): Promise<readonly string[]> {
  const client: Client = createClient({ url: databaseUrl });
  const work = await client.transaction("write");
  try {
    await work.execute(harm);
    return Object.keys(await brokenPromises(work));
  } finally {
    await work.rollback();
    client.close();
  }
}

export async function orderOf(app: TestApp, amount: number) {
  const body = { merchant_order_no: `ORD-${amount}`, amount, subject: "乌龙茶" };
  return await (await app.api("/v1/orders", { body })).json();
}

/** A refund of that amount, of an order of ¥9,000. */
export async function refunded(app: TestApp, amount: number) {
  const placed = await orderOf(app, 900_000);
  const orderId: string = placed.order_id;
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
  const answer = await app.api(`/v1/orders/${orderId}/refunds`, {
    body: { merchant_refund_no: "R-1", amount },
  });
  expect(answer.status).toBe(201);
  const refundId: RefundId = (await answer.json()).refund_id;
  await app.settle();
  app.clock.advance(SLOW);
  await app.settle();
  const { payment } = await get(app, `/v1/orders/${orderId}`);
  return { refundId, orderId, orderNo: payment.payment_id.slice("pay_".length) };
}

export async function digestAt(chen: Person, path: string): Promise<string> {
  const html = await (await chen.ask(path)).text();
  return /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
}

export async function versionOf(app: TestApp, refundId: RefundId): Promise<number> {
  const [refund] = await app.deps.load(app.deps.refunds.byId(refundId));
  return refund?.version ?? 0;
}

export async function get(app: TestApp, path: string) {
  return await (await app.api(path)).json();
}

/** What its merchant was told of refunds, the oldest first. */
export async function refundEvents(app: TestApp): Promise<readonly string[]> {
  const { data } = await get(app, "/v1/events?limit=100");
  return data.map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith("refund.")).toReversed();
}

/** What everybody's accounts stand at, without those at nothing. */
export async function balances(app: TestApp): Promise<Readonly<Record<string, number>>> {
  const [shared] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(
    shared.filter(({ balance }) => balance.fen !== 0)
      .map(({ account, balance }) => [account, balance.fen]),
  );
}

/** The channel says that it has given this back. */
export async function returned(app: TestApp, channel_order_no: string): Promise<void> {
  const body = JSON.stringify({
    about: "refund",
    channel_order_no,
    amount: CLOSED,
    currency: "CNY",
    answer: { state: "returned", txn_no: "RTN0118" },
  });
  const signature = await createSeal(app.deps.vault).sign("notice", body);
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  const url = `http://portal.test${paths.notice("sandbox")}`;
  expect((await app.fetch(new Request(url, { method: "POST", body, headers }))).status).toBe(200);
}
