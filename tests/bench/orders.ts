import { httpRequest, inTurns, load, type Target, unexpected } from "./load.ts";
import { startNaive, startPortal } from "./started.ts";
import { type Figure, print } from "./table.ts";

const CLIENTS = [1, 8, 32, 64, 128];
const SLICE = { rounds: 3, ms: 400 };
const WARM_MS = 700;
const COMPARED = 64;
/** What is kept to on a file, by clients. */
const BUDGETS: Readonly<Record<number, string>> = { 1: ">= 80 %", 32: ">= 70 %" };

/**
 * Orders per second on a file and on a server: the portal against raw Hono that writes the same two rows in one batch
 * per request, and the portal on a server against itself on a file.
 */
export async function benchOrders(serverUrl: string): Promise<void> {
  const [onFile, onServer, seed] = await Promise.all([
    startPortal(),
    startPortal({ databaseUrl: serverUrl }),
    startPortal(),
  ]);
  // A file of its own: one process per file is how a file is meant to be used.
  await seed.stop();
  const [naiveFile, naiveServer] = await Promise.all([
    startNaive(`file:${seed.folder}/.data/countersign.db`),
    startNaive(serverUrl),
  ]);
  const ours = (portal: typeof onFile) => (clients: number): Target => {
    const headers = { Authorization: `Bearer ${portal.secretKey}` };
    const request = () => httpRequest("POST", "/v1/orders", headers, newOrder());
    return { port: portal.port, clients, request };
  };
  const theirs = ({ port }: typeof naiveFile) => (clients: number): Target => ({
    port,
    clients,
    request: () => httpRequest("POST", "/orders", {}, newOrder()),
  });
  const all = [ours(onFile), theirs(naiveFile), ours(onServer), theirs(naiveServer)];
  for (const target of all) await load({ ...target(8), ms: WARM_MS });

  for (const clients of CLIENTS) {
    const results = await inTurns(all.map((target) => target(clients)), SLICE);
    const [file, rawFile, server, rawServer] = results;
    if (!file || !rawFile || !server || !rawServer) {
      throw new TypeError("Cannot compare: no result");
    }
    for (
      const [store, mine, raw] of [["file", file, rawFile], ["sqld", server, rawServer]] as const
    ) {
      const figure: Figure = {
        what: `orders/s, ${store}, ${clients} ${clients === 1 ? "client" : "clients"}`,
        value: mine.perSecond,
        against: raw.perSecond,
        note: `raw Hono; p99 ${mine.p99Ms.toFixed(0)} against ${raw.p99Ms.toFixed(0)} ms${
          unexpected(mine.statuses, 201)
        }`,
      };
      const budget = store === "file" ? BUDGETS[clients] : undefined;
      print(budget === undefined ? figure : { ...figure, budget });
    }
    if (clients === COMPARED) {
      print({
        what: `orders/s, sqld against file, ${clients} clients`,
        value: server.perSecond,
        against: file.perSecond,
        budget: ">= 50 %",
        note: "the portal on both",
      });
    }
  }
  await Promise.all([onFile, onServer, naiveFile, naiveServer].map((each) => each.stop()));
}

/** A fresh order each time; the prefix keeps two runs on one database apart. */
const run = crypto.randomUUID().slice(0, 8);
let orders = 0;
export function newOrder() {
  return { merchant_order_no: `B-${run}-${++orders}`, amount: 8_800, subject: "龙井一壶" };
}
