import { createClient } from "@libsql/client";
import { join } from "node:path";
import { expect } from "vitest";
import { brokenPromises } from "../support/ledger.ts";
import { pause } from "../support/patience.ts";
import { type Server, startServer, tempFolder } from "../support/server.ts";

const CONSUMERS = 50;
/** Of one undisturbed load: an order and a payment for each. */
const ANSWERS = 2 * CONSUMERS;
const AMOUNT = 1_200;
/** A kill comes so long after an answer at most, so that it meets the process in the middle of something else. */
const AFTER_ANSWER_MS_MAX = 10;

/** What one consumer's merchant was told before the connection dropped. */
interface Told {
  readonly no: string;
  orderId?: string;
  paid?: boolean;
}

/**
 * A process is killed in the middle of fifty payments, `kills` times, each time after more of its answers. It loses
 * nothing it acknowledged, charges nothing twice, and settles every doubt on asking again.
 */
export async function survivesKills(kills: number): Promise<void> {
  const folder = await tempFolder();
  const all: Told[] = [];
  let server = await startServer({ folder: folder.path });
  const { secret_key: key } = await server.demo();
  await load(server, { key, consumers: newConsumers(all, 0) });

  for (let kill = 1; kill <= kills; kill++) {
    const consumers = newConsumers(all, kill);
    const enough = Promise.withResolvers<void>();
    const answers = Math.ceil((kill / (kills + 1)) * ANSWERS);
    const onAnswer = (count: number) => count === answers && enough.resolve();
    const ended = load(server, { key, consumers, onAnswer });
    await enough.promise;
    await pause(Math.random() * AFTER_ANSWER_MS_MAX);
    await server.kill();
    await ended;

    expect(await lostOf(folder.path, consumers)).toEqual([]);
    server = await startServer({ folder: folder.path });
    await settle(server, key, consumers);
  }
  expect(await server.stop()).toBe(0);

  const client = createClient({ url: databaseUrl(folder.path) });
  const { rows } = await client.execute({ sql: chargedOtherThanOnce, args: [] });
  const { rows: unknown } = await client.execute(chargedForNobody);
  const { rows: [counted] } = await client.execute(
    "select count(*) as n from orders where state = 'paid'",
  );
  const broken = await brokenPromises(client);
  client.close();
  await folder.remove();

  expect(rows).toEqual([]);
  expect(unknown).toEqual([]);
  expect(broken).toEqual({});
  expect(Number(counted?.["n"])).toBe((kills + 1) * CONSUMERS);
}

// The bank's own table says who was really charged.
const chargedOtherThanOnce = `
  select o.merchant_order_no, count(b.channel_order_no) as charges, sum(b.amount) as amount
  from orders o left join payments p using (order_id)
  left join sandbox_payments b on b.channel_order_no = p.channel_order_no and b.state = 'paid'
  where o.state = 'paid' group by o.order_id
  having count(b.channel_order_no) <> 1 or sum(b.amount) <> o.amount`;
const chargedForNobody = `
  select channel_order_no from sandbox_payments where state = 'paid'
  and channel_order_no not in (select channel_order_no from payments where state = 'succeeded' and settles = 1)`;

function newConsumers(all: Told[], round: number): readonly Told[] {
  const made = Array.from({ length: CONSUMERS }, (_, i): Told => ({ no: `cup-${round}-${i}` }));
  all.push(...made);
  return made;
}

interface Load {
  readonly key: string;
  readonly consumers: readonly Told[];
  /** Told how many answers have come. */
  readonly onAnswer?: (count: number) => void;
}

/** Everybody at once: an order, then its payment. A dropped connection ends a consumer quietly. */
async function load(server: Server, { key, consumers, onAnswer }: Load): Promise<void> {
  let answers = 0;
  const heard = () => onAnswer?.(++answers);
  await Promise.allSettled(consumers.map((told) => placeAndPay(server, key, { told, heard })));
}

/**
 * Repeats under the same numbers until all have paid; each answer must agree with earlier ones. A payment that was
 * recorded but never reached the bank is known to be so only once the bank is queried, five minutes later.
 */
async function settle(server: Server, key: string, consumers: readonly Told[]): Promise<void> {
  await askAgain(server, key, consumers);
  if (consumers.some(({ paid }) => !paid)) {
    await post(server, key, "/v1/test_helpers/clock", { advance_seconds: 301 });
    await askAgain(server, key, consumers);
  }
  expect(consumers.filter(({ paid }) => !paid)).toEqual([]);
}

async function askAgain(server: Server, key: string, consumers: readonly Told[]): Promise<void> {
  const inDoubt = consumers.filter(({ paid }) => !paid);
  const asked = await Promise.allSettled(inDoubt.map((told) => placeAndPay(server, key, { told })));
  const refused = asked.flatMap((each) => each.status === "rejected" ? [String(each.reason)] : []);
  expect(refused).toEqual([]);
}

async function placeAndPay(
  server: Server,
  key: string,
  { told, heard }: { readonly told: Told; readonly heard?: () => void },
): Promise<void> {
  const order = await post(server, key, "/v1/orders", {
    merchant_order_no: told.no,
    amount: AMOUNT,
    subject: "a cup of tea",
  });
  if (told.orderId && told.orderId !== order["order_id"]) {
    throw new Error(`${told.no} became another order`);
  }
  told.orderId = String(order["order_id"]);
  heard?.();
  const path = `/v1/test_helpers/orders/${told.orderId}/payment`;
  const after = await post(server, key, path, { outcome: "succeeded" });
  if (after["state"] === "paid") told.paid = true;
  heard?.();
}

async function post(
  server: Server,
  key: string,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

/** Whatever was acknowledged but is missing from the dead process's file. */
async function lostOf(folder: string, consumers: readonly Told[]): Promise<readonly string[]> {
  const client = createClient({ url: databaseUrl(folder) });
  const { rows } = await client.execute("select merchant_order_no, order_id, state from orders");
  client.close();
  const found = new Map(rows.map((row) => [String(row["merchant_order_no"]), row]));
  return consumers.filter(({ no, orderId, paid }) => {
    const row = found.get(no);
    if (orderId && row?.["order_id"] !== orderId) return true;
    return paid && row?.["state"] !== "paid";
  }).map(({ no }) => no);
}

function databaseUrl(folder: string): string {
  return `file:${join(folder, ".data/countersign.db")}`;
}
