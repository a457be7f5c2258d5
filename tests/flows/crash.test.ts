import { createClient } from "@libsql/client";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { brokenPromises } from "../support/ledger.ts";
import { type Server, startServer, tempFolder } from "../support/server.ts";

const KILLS = 20;
const CONSUMERS = 50;
const AMOUNT = 1_200;

/** What one consumer's merchant was told before the connection dropped. */
interface Told {
  readonly no: string;
  orderId?: string;
  paid?: boolean;
}

describe("a process killed in the middle of fifty payments, twenty times", () => {
  it(
    "loses nothing it acknowledged, charges nothing twice, and settles every doubt on asking again",
    async () => {
      const folder = await tempFolder();
      const all: Told[] = [];
      let server = await startServer({ folder: folder.path });
      const { secret_key: key } = await server.demo();
      // The first, undisturbed run also measures how long one takes here.
      let loadMs = await load(server, key, newConsumers(all, 0));

      const rounds = { interrupted: 0, afterSomeAnswers: 0 };
      for (let kill = 1; kill <= KILLS; kill++) {
        const consumers = newConsumers(all, kill);
        const ended = load(server, key, consumers);
        await new Promise((resolve) => setTimeout(resolve, loadMs * momentOf(kill)));
        await server.kill();
        await ended;
        const answered = consumers.filter(({ orderId }) => orderId).length;
        const paid = consumers.filter((each) => each.paid).length;
        if (paid < CONSUMERS) rounds.interrupted++;
        if (paid < CONSUMERS && answered > 0) rounds.afterSomeAnswers++;
        // The load on machines varies: aim again when a kill came after everything or before anything.
        if (paid === CONSUMERS) loadMs *= 0.8;
        if (answered === 0) loadMs *= 1.1;

        expect(await lostOf(folder.path, consumers)).toEqual([]);
        server = await startServer({ folder: folder.path });
        await settle(server, key, consumers);
      }
      await server.stop();

      // Otherwise the kills came too late or too early to show anything.
      expect(rounds.interrupted).toBeGreaterThanOrEqual(KILLS / 2);
      expect(rounds.afterSomeAnswers).toBeGreaterThanOrEqual(KILLS / 4);
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
      expect(Number(counted?.["n"])).toBe((KILLS + 1) * CONSUMERS);
    },
    60_000,
  );
});

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

/** From early to late, evenly but not in order, so that a machine that slows down or speeds up hits all of them. */
function momentOf(kill: number): number {
  return ((kill * 8) % (KILLS + 1)) / (KILLS + 1);
}

/** All at once: an order, then its payment. Returns how long it took; a dropped connection ends a consumer quietly. */
async function load(server: Server, key: string, consumers: readonly Told[]): Promise<number> {
  const started = performance.now();
  await Promise.allSettled(consumers.map((told) => placeAndPay(server, key, told)));
  return performance.now() - started;
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
  const asked = await Promise.allSettled(inDoubt.map((told) => placeAndPay(server, key, told)));
  const refused = asked.flatMap((each) => each.status === "rejected" ? [String(each.reason)] : []);
  expect(refused).toEqual([]);
}

async function placeAndPay(server: Server, key: string, told: Told): Promise<void> {
  const order = await post(server, key, "/v1/orders", {
    merchant_order_no: told.no,
    amount: AMOUNT,
    subject: "a cup of tea",
  });
  if (told.orderId && told.orderId !== order["order_id"]) {
    throw new Error(`${told.no} became another order`);
  }
  told.orderId = String(order["order_id"]);
  const path = `/v1/test_helpers/orders/${told.orderId}/payment`;
  const after = await post(server, key, path, { outcome: "succeeded" });
  if (after["state"] === "paid") told.paid = true;
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
