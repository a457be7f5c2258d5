import { openStream, pause, type Screen, type Stream } from "./listening.ts";
import { median } from "./load.ts";
import { residentMiB, type StartedPortal, startPortal } from "./started.ts";
import { print } from "./table.ts";

const SCREENS = 1_000;
const POLL_MS = 2_000;
/** Between scanning and paying. */
const THINKING_MS = 300;
const TOLD_MS_MAX = 1_000;
const OPENED_AT_ONCE = 32;
const CLOCK_TICKS_PER_S = 100;

/** What the portal's process did per second over a while. */
interface Spent {
  readonly cpuPercent: number;
  readonly tripsPerSecond: number;
}

/**
 * A thousand shop screens on one process, each showing the code of an order of its own: nobody listening, all listening,
 * all listening while an order is paid each second, and all polling instead. With the address of a server the portal
 * uses that, and what it asks there is counted; without one it has a file.
 */
export async function benchScreens(seconds: number, serverUrl?: string): Promise<void> {
  const counted = serverUrl === undefined ? undefined : countRequests(serverUrl);
  const portal = await startPortal(counted ? { databaseUrl: counted.url } : {});
  const spentIn = (work: Promise<unknown>) => spent(portal.pid, counted?.count, work);
  const screens = await openScreens(portal);
  const alone = await spentIn(pause(seconds * 1_000));
  const before = await residentMiB(portal.pid);
  const streams = await inTurns(SCREENS, (i) => openStream(portal, screens[i]));
  const memory = await residentMiB(portal.pid) - before;
  const idle = await spentIn(pause(seconds * 1_000));
  const late: number[] = [];
  const paying = await spentIn(payEach(portal, streams, { seconds, late }));
  for (const stream of streams) stream.close();
  const polls = poll(portal, screens, seconds * 1_000);
  const polling = await spentIn(polls);
  await portal.stop();
  await counted?.close();
  tell(serverUrl === undefined ? "file" : "sqld", {
    ...{ alone, idle, paying, polling, late, memory },
    pollsPerSecond: await polls / seconds,
  });
}

interface Measured {
  readonly alone: Spent;
  readonly idle: Spent;
  readonly paying: Spent;
  readonly polling: Spent;
  readonly pollsPerSecond: number;
  readonly late: readonly number[];
  /** Of all streams together, in MiB. */
  readonly memory: number;
}

function tell(store: "file" | "sqld", measured: Measured): void {
  const { alone, idle, paying, polling, late, memory } = measured;
  const cpu = (what: string, { cpuPercent }: Spent, note: string) =>
    print({
      what: `CPU, 1,000 screens ${what}, ${store}`,
      value: cpuPercent,
      against: polling.cpuPercent,
      unit: " %",
      note: `of a core; ${measured.pollsPerSecond.toFixed(0)} polls/s${note}`,
    });
  cpu("listen", idle, `; ${alone.cpuPercent.toFixed(1)} % when nobody looks`);
  cpu("and an order/s paid", paying, ", nothing paid");
  if (store === "sqld") {
    const [none, some] = [alone, paying].map((each) => each.tripsPerSecond.toFixed(1));
    print({
      what: "database requests/s, 1,000 screens listen",
      value: idle.tripsPerSecond,
      against: polling.tripsPerSecond,
      note: `polling; ${none} when nobody looks, ${some} while an order/s is paid`,
    });
  }
  print({
    what: `commit to screen, p95 of ${late.length}, ${store}`,
    value: late.toSorted((a, b) => a - b)[Math.floor(late.length * 0.95)] ?? NaN,
    against: TOLD_MS_MAX,
    unit: " ms",
    budget: "<= 100 %",
    note: `p50 ${median(late).toFixed(0)} ms`,
  });
  print({ what: `memory of a stream, ${store}`, value: (memory * 1024) / SCREENS, unit: " KiB" });
}

/** Orders of the demo merchant, each on a screen that has drawn its page. */
async function openScreens(portal: StartedPortal): Promise<readonly Screen[]> {
  const run = crypto.randomUUID().slice(0, 8);
  return await inTurns(SCREENS, async (i) => {
    const body = { merchant_order_no: `S-${run}-${i}`, amount: 8_800, subject: "龙井一壶" };
    const { order_id: orderId } = await ask(portal, "/v1/orders", body);
    const page = await fetch(`http://127.0.0.1:${portal.port}/screen/${orderId}`);
    const mark = markIn(await page.text());
    if (mark === undefined) throw new Error(`Cannot open a screen: ${page.status}`);
    return { orderId, mark };
  });
}

async function ask(portal: StartedPortal, path: string, body: unknown) {
  const answer = await fetch(`http://127.0.0.1:${portal.port}${path}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${portal.secretKey}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}

/** Pays one order each second and records how long after its commit the screen was notified, in ms. */
async function payEach(
  portal: StartedPortal,
  streams: readonly Stream[],
  { seconds, late }: { readonly seconds: number; readonly late: number[] },
): Promise<void> {
  const startedAt = performance.now();
  await Promise.all(
    streams.slice(0, seconds).map(async (stream, i) => {
      const path = `/v1/test_helpers/orders/${stream.screen.orderId}/payment`;
      await pause(i * 1_000);
      const scanned = stream.changed();
      await ask(portal, path, { outcome: "unclear" });
      await scanned;
      await pause(THINKING_MS);
      const paid = stream.changed();
      const { paid_at } = await ask(portal, path, { outcome: "succeeded" });
      late.push(await paid - Date.parse(paid_at));
    }),
  );
  await pause(seconds * 1_000 - (performance.now() - startedAt));
}

/** The same screens polling every two seconds instead, evenly spread; returns how often they polled. */
async function poll(
  { port }: StartedPortal,
  screens: readonly Screen[],
  ms: number,
): Promise<number> {
  const endsAt = performance.now() + ms;
  let asked = 0;
  await Promise.all(screens.map(async ({ orderId, mark: first }, i) => {
    const url = `http://127.0.0.1:${port}/screen/${orderId}/status?mark=`;
    let mark = first;
    await pause((i / screens.length) * POLL_MS);
    while (performance.now() < endsAt) {
      const answer = await fetch(url + encodeURIComponent(mark));
      if (answer.status >= 400) throw new Error(`A poll is answered ${answer.status}`);
      mark = markIn(await answer.text()) ?? mark;
      asked++;
      await pause(POLL_MS);
    }
  }));
  return asked;
}

/** The mark that a page or its panel was rendered with. */
function markIn(html: string): string | undefined {
  const mark = /data-stream="[^"]*mark=([^"&]+)/.exec(html)?.[1];
  return mark === undefined ? undefined : decodeURIComponent(mark);
}

async function spent(
  pid: number,
  count: (() => number) | undefined,
  work: Promise<unknown>,
): Promise<Spent> {
  const [trips, cpu, from] = [count?.() ?? 0, await cpuSeconds(pid), performance.now()];
  await work;
  const elapsed = (performance.now() - from) / 1_000;
  return {
    cpuPercent: ((await cpuSeconds(pid) - cpu) / elapsed) * 100,
    tripsPerSecond: ((count?.() ?? 0) - trips) / elapsed,
  };
}

/** User and system time a process has used, in seconds. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_S;
}

/** A counting proxy between the portal and its server. */
function countRequests(target: string) {
  let requests = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      requests++;
      const { pathname, search } = new URL(request.url);
      const { method, headers, body } = request;
      return fetch(target + pathname + search, { method, headers, body });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    count: () => requests,
    close: () => server.shutdown(),
  };
}

async function inTurns<T>(count: number, make: (i: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: OPENED_AT_ONCE }, async () => {
    for (let i = next++; i < count; i = next++) made[i] = await make(i);
  }));
  return made;
}
