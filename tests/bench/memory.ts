import { httpRequest, load } from "./load.ts";
import { newOrder } from "./orders.ts";
import { residentMiB, startPortal } from "./started.ts";
import type { Figure } from "./table.ts";

const ORDERS = 100_000;
const SLICE_MS = 2_000;
const TRIES_MAX = 40;

/** Resident memory before and after 100,000 orders through one process. */
export async function benchMemory(): Promise<Figure[]> {
  const portal = await startPortal();
  const headers = { Authorization: `Bearer ${portal.secretKey}` };
  const before = await residentMiB(portal.pid);
  try {
    let made = 0;
    for (let tries = 0; made < ORDERS && tries < TRIES_MAX; tries++) {
      const { statuses } = await load({
        port: portal.port,
        clients: 64,
        ms: SLICE_MS,
        request: () => httpRequest("POST", "/v1/orders", headers, newOrder()),
      });
      made += statuses[201] ?? 0;
    }
    const after = await residentMiB(portal.pid);
    return [{
      what: `resident memory after ${made.toLocaleString("en")} orders`,
      value: after,
      against: before,
      unit: " MiB",
      note: "against the start; budget 256 MiB",
    }];
  } finally {
    await portal.stop();
  }
}
