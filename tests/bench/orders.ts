import { httpRequest, load } from "./load.ts";
import { startNaive, startPortal } from "./started.ts";
import type { Figure } from "./table.ts";

const CLIENTS = [1, 8, 32, 64, 128];
const RUN_MS = 1_500;

/** Orders per second: the portal against raw Hono writing the same rows, in turns on the same machine. */
export async function benchOrders(store: string, databaseUrl?: string): Promise<Figure[]> {
  const portal = await startPortal(databaseUrl);
  const naive = await startNaive(databaseUrl ?? await ownFile());
  const headers = { Authorization: `Bearer ${portal.secretKey}` };
  try {
    const figures: Figure[] = [];
    for (const clients of CLIENTS) {
      const ours = await load({
        port: portal.port,
        clients,
        ms: RUN_MS,
        request: () => httpRequest("POST", "/v1/orders", headers, newOrder()),
      });
      const theirs = await load({
        port: naive.port,
        clients,
        ms: RUN_MS,
        request: () => httpRequest("POST", "/orders", {}, newOrder()),
      });
      figures.push({
        what: `orders/s, ${store}, ${clients} clients`,
        value: ours.perSecond,
        against: theirs.perSecond,
        note: `p99 ${ours.p99Ms.toFixed(0)} ms against ${theirs.p99Ms.toFixed(0)} ms${
          unexpected(ours.statuses)
        }`,
      });
    }
    return figures;
  } finally {
    await portal.stop();
    await naive.stop();
  }
}

/** A file of its own: one process per file is how a file is meant to be used. */
async function ownFile(): Promise<string> {
  const made = await startPortal();
  await made.stop();
  return `file:${made.folder}/.data/countersign.db`;
}

/** A fresh order each time; the prefix keeps two runs on one database apart. */
const run = crypto.randomUUID().slice(0, 8);
let orders = 0;
export function newOrder() {
  return { merchant_order_no: `B-${run}-${++orders}`, amount: 8_800, subject: "龙井一壶" };
}

function unexpected(statuses: Readonly<Record<number, number>>): string {
  const others = Object.entries(statuses).filter(([status]) => status !== "201");
  return others.length === 0 ? "" : `, answers ${JSON.stringify(Object.fromEntries(others))}`;
}
