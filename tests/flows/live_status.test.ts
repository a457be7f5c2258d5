import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, seconds } from "../../core/time.ts";
import { type FakeClock, fakeClock } from "../support/fake_clock.ts";
import { listen, type Listening } from "../support/listen.ts";
import { type Placed, placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { startServer, tempFolder } from "../support/server.ts";

/** From the commit to the page, wherever it was committed. */
const TOLD_MS_MAX = 1_000;
const STREAMS_MAX = 101;
/** A few reads of the event log long. */
const A_WHILE_MS = 500;

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ followersMax: STREAMS_MAX });
});
afterAll(() => portal.close());

/** What a test helper does with an order: `unclear` leaves it on its way. */
async function pay(at: Portal, order: Placed, outcome: "unclear" | "succeeded"): Promise<void> {
  const path = `/v1/test_helpers/orders/${order.orderId}/payment`;
  const answer = await at.api(path, { body: { outcome } });
  if (answer.status !== 200) throw new Error(await answer.text());
}

async function onItsWay(at = portal): Promise<Placed> {
  const order = await placeOrder(at);
  await pay(at, order, "unclear");
  return order;
}

function streamOf({ orderId }: Placed, at: { readonly url: string } = portal): string {
  return `${at.url}/checkout/${orderId}/stream`;
}

/** Listens as a page that has seen everything so far. */
async function upToDate(url: string): Promise<{ readonly page: Listening; readonly seen: string }> {
  const first = await listen(url);
  const told = await first.next();
  first.leave();
  const seen = told?.id ?? "";
  return { page: await listen(url, seen), seen };
}

function noneFollows(): Promise<void> {
  return expect.poll(portal.followers, { timeout: TOLD_MS_MAX, interval: 10 }).toBe(0);
}

describe("the stream of an open page", () => {
  it("reports a change within a second, ends with the last one, and is then refused", async () => {
    const order = await onItsWay();
    const { page, seen } = await upToDate(streamOf(order));
    await pay(portal, order, "succeeded");
    const paidAt = performance.now();
    const told = await page.next();
    expect(performance.now() - paidAt).toBeLessThan(TOLD_MS_MAX);
    expect(told).toMatchObject({ event: "changed", data: told?.id });
    expect(told?.id).not.toBe(seen);
    expect(await page.next()).toBeUndefined();
    expect((await listen(streamOf(order), told?.id)).status).toBe(204);
    await noneFollows();
  });

  it("tells a client that reconnects what happened in the meantime", async () => {
    const order = await onItsWay();
    const { page, seen } = await upToDate(streamOf(order));
    page.leave();
    await pay(portal, order, "succeeded");
    const back = await listen(streamOf(order), seen);
    const told = await back.next();
    expect(told?.event).toBe("changed");
    expect(told?.id).not.toBe(seen);
    await noneFollows();
  });

  it("ends within a second after its page has gone, even without notice", async () => {
    const { page } = await upToDate(streamOf(await onItsWay()));
    await expect.poll(portal.followers).toBe(1);
    page.leave();
    await noneFollows();
  });

  it("costs the same reads for a hundred as for one, and pages over the maximum keep polling", async () => {
    const order = await onItsWay();
    const { page, seen } = await upToDate(streamOf(order));
    const clock = portal.deps.watch.follow(["nothing"]);
    const readsInAWhile = async () => {
      const before = portal.roundTrips();
      await clock?.next(A_WHILE_MS);
      return portal.roundTrips() - before;
    };
    await readsInAWhile();
    const forOne = await readsInAWhile();
    const more = await Promise.all(
      Array.from({ length: 99 }, () => listen(streamOf(order), seen)),
    );
    expect(portal.followers()).toBe(STREAMS_MAX);
    const forHundred = await readsInAWhile();
    expect(forOne).toBeGreaterThan(0);
    expect(forHundred).toBeLessThanOrEqual(forOne + 1);

    const refused = await listen(streamOf(order));
    const poll = await fetch(`${portal.url}/checkout/${order.orderId}/status?mark=old`);
    expect([refused.status, poll.status]).toEqual([503, 200]);
    await poll.body?.cancel();

    clock?.close();
    await pay(portal, order, "succeeded");
    const told = await Promise.all([page, ...more].map((each) => each.next()));
    expect(told.map((each) => each?.event)).toEqual(Array(100).fill("changed"));
    await noneFollows();
  });

  it("reports what time alone has changed", async () => {
    const clock = runningClock();
    const timely = await openPortal({ clock });
    const order = await onItsWay(timely);
    const almost = seconds(29.7);
    clock.set(instant(clock.now() + almost));
    const { page, seen } = await upToDate(streamOf(order, timely));
    const told = await page.next();
    expect(told?.id).toBe(`${seen}u`);
    page.leave();
    await timely.close();
  });
});

describe("two processes on one database", () => {
  it("wake each other's pages within a second, and let them go when they end", async () => {
    const folder = await tempFolder();
    const databaseUrl = `file:${join(folder.path, "shared.db")}`;
    const here = await openPortal({ databaseUrl, clock: runningClock() });
    const there = await startServer({
      folder: folder.path,
      env: { DATABASE_URL: databaseUrl, SANDBOX: "1", SECRETS: `shared:${btoa("s".repeat(32))}` },
    });
    const [first, second] = [await onItsWay(here), await onItsWay(here)];
    const { page } = await upToDate(streamOf(first, there));
    const { page: other } = await upToDate(streamOf(second, there));
    await pay(here, first, "succeeded");
    const paidAt = performance.now();
    expect((await page.next())?.event).toBe("changed");
    expect(performance.now() - paidAt).toBeLessThan(TOLD_MS_MAX);

    const { tookMs } = await there.stop();
    expect(await other.next()).toBeUndefined();
    expect(tookMs).toBeLessThan(2_000);
    await here.close();
    await folder.remove();
  });
});

/** A clock that runs by itself and may be set. */
function runningClock(): FakeClock {
  let ahead = 0;
  return {
    ...fakeClock(),
    now: () => instant(Date.now() + ahead),
    set: (to) => {
      ahead = to - Date.now();
    },
  };
}
