import { httpRequest, load } from "./load.ts";
import { newOrder } from "./orders.ts";
import { residentMiB, startPortal } from "./started.ts";
import { print } from "./table.ts";

const ORDERS = 100_000;
const SLICE_MS = 1_000;
const RESIDENT_MIB_MAX = 256;

/** Resident memory after 100,000 orders through one process on a file, or after as many as `untilMs` leaves time for. */
export async function benchMemory(untilMs: number): Promise<void> {
  const portal = await startPortal();
  const headers = { Authorization: `Bearer ${portal.secretKey}` };
  const before = await residentMiB(portal.pid);
  let made = 0;
  let most = before;
  while (made < ORDERS && performance.now() < untilMs) {
    const { statuses } = await load({
      port: portal.port,
      clients: 64,
      ms: SLICE_MS,
      request: () => httpRequest("POST", "/v1/orders", headers, newOrder()),
    });
    made += statuses[201] ?? 0;
    most = Math.max(most, await residentMiB(portal.pid));
  }
  print({
    what: `resident memory after ${made.toLocaleString("en")} orders`,
    value: await residentMiB(portal.pid),
    against: RESIDENT_MIB_MAX,
    unit: " MiB",
    budget: "<= 100 %",
    note: `at the start ${before}, at most ${most} MiB${
      made < ORDERS ? `; no time for ${ORDERS.toLocaleString("en")}` : ""
    }`,
  });
  await portal.stop();
}
