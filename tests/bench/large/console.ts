import { paths } from "../../../core/paths.ts";
import { after, businessDay, days, instant } from "../../../core/time.ts";
import { httpRequest, inTurns, type Target, unexpected } from "../load.ts";
import { residentMiB, type StartedPortal } from "../started.ts";
import { print } from "../table.ts";
import type { Place } from "./place.ts";

const SLICE = { rounds: 5, ms: 250 };
const CONSOLE_MS_MAX = 50;
const EXPORT_MIB_MAX = 64;
const EXPORT_ROWS_MIN = 90_000;

/** A console's lists and search at a million orders, of which a tenth are its merchant's, and its largest file. */
export async function benchConsole({ portal, samples }: Place): Promise<void> {
  const cookie = await signIn(portal);
  const ask = (path: string) => () => httpRequest("GET", path, { Cookie: cookie });
  const orders = (query = "") => paths.consoleList("orders", query);
  const today = businessDay(instant(Date.now()));
  const before = businessDay(after(instant(Date.now()), days(-3)));
  const page = await text(portal, cookie, orders());
  const [, oldest = ""] = /before=(ord_\w+)/.exec(page) ?? [];
  const [, orderId = ""] = /orders\/(ord_\w+)/.exec(page) ?? [];
  const filters = {
    "first page": "",
    "next page": `before=${oldest}`,
    "paid": "state=paid",
    "closed": "state=closed",
    "four days": `from=${before}&to=${today}`,
    "paid on these four days": `state=paid&days_of=ended&from=${before}`,
    "the same, an amount nobody paid":
      `state=paid&days_of=ended&from=${before}&amount_from=9999999`,
    "open, since": `state=open&from=${before}`,
    "an amount nobody paid": "amount_from=9999999",
    "the same, paid, since": `state=paid&from=${before}&amount_from=9999999`,
    "settled elsewhere": "settle_merchant_no=888000000000000",
    "an unknown number": "merchant_order_no=T-0",
  };
  for (const [what, query] of Object.entries(filters)) {
    await p95(portal, `orders, ${what}`, 200, ask(orders(query)));
  }
  const refunds = {
    "first page": "",
    "done": "state=succeeded",
    "an amount nobody got": "amount_from=9999999",
  };
  for (const [what, query] of Object.entries(refunds)) {
    await p95(portal, `refunds, ${what}`, 200, ask(paths.consoleList("refunds", query)));
  }
  await p95(portal, "an order", 200, ask(paths.consoleOrder(orderId)));
  for (const [kind, numbers] of samples) {
    let next = 0;
    const any = () =>
      httpRequest("GET", paths.consoleSearch(numbers[next++ % numbers.length] ?? ""), {
        Cookie: cookie,
      });
    await p95(portal, `search, ${kind}`, undefined, any);
  }
  await exportAll(portal, cookie, orders("format=csv"));
  const beside = exportAll(portal, cookie, orders("format=csv"));
  await p95(portal, "orders, first page, beside a file", 200, ask(orders()));
  await beside;
}

async function p95(
  { port }: StartedPortal,
  what: string,
  expected: number | undefined,
  request: Target["request"],
): Promise<void> {
  const [result] = await inTurns([{ port, clients: 1, request }], SLICE);
  if (!result) throw new TypeError("Cannot measure: no result");
  const note = expected === undefined ? "" : unexpected(result.statuses, expected);
  print({
    what: `console, ${what}, p95`,
    value: result.p95Ms,
    against: CONSOLE_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `p50 ${result.p50Ms.toFixed(1)} ms${note}`,
  });
}

/** The whole list as a file, read as it comes. */
async function exportAll(portal: StartedPortal, cookie: string, path: string): Promise<void> {
  const resting = await residentMiB(portal.pid);
  const startedAt = performance.now();
  const answer = await fetch(`http://localhost:${portal.port}${path}`, {
    headers: { Cookie: cookie },
  });
  const firstByteMs = performance.now() - startedAt;
  let [lines, bytes, most] = [0, 0, resting];
  let looked = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines++;
    if (++looked % 20 === 0) most = Math.max(most, await residentMiB(portal.pid));
  }
  if (answer.status !== 200 || lines < EXPORT_ROWS_MIN) {
    throw new Error(`Cannot export: ${answer.status}, ${lines} lines`);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  print({
    what: `console, a file of ${(lines - 1).toLocaleString("en")} rows, memory on top`,
    value: most - resting,
    against: EXPORT_MIB_MAX,
    unit: " MiB",
    budget: "<= 100 %",
    note: `${Math.round(bytes / 1e6)} MB in ${seconds.toFixed(1)} s, first byte after ${
      firstByteMs.toFixed(0)
    } ms; ${resting} MiB before`,
  });
}

async function signIn({ port, consolePath }: StartedPortal): Promise<string> {
  const answer = await fetch(`http://localhost:${port}${consolePath}`, { redirect: "manual" });
  await answer.body?.cancel();
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`Cannot sign in at the console: ${answer.status}`);
  return cookie;
}

async function text({ port }: StartedPortal, cookie: string, path: string): Promise<string> {
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { Cookie: cookie } });
  return await answer.text();
}
