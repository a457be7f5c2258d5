import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { type FakeClock, fakeClock, runningClock } from "../support/fake_clock.ts";
import { listen, type Listening } from "../support/listen.ts";
import { PATIENCE_MS, pause, until } from "../support/patience.ts";
import { type Placed, placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { startServer, tempFolder } from "../support/server.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

const STREAMS_MAX = 61;
const A_WHILE_MS = 300;

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

/** Sends all of an order's money back. */
async function refund(at: Portal, { orderId, amount }: Placed): Promise<void> {
  const body = { merchant_refund_no: `R-${orderId}`, amount };
  const answer = await at.api(`/v1/orders/${orderId}/refunds`, { body });
  if (answer.status !== 201) throw new Error(await answer.text());
  await at.settle();
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

function noneFollows(at = portal): Promise<void> {
  return until(() => at.followers() === 0);
}

describe("the stream of an open page", () => {
  it("tells a change, ends with the last one, and is then refused", async () => {
    const order = await onItsWay();
    const { page, seen } = await upToDate(streamOf(order));
    await pay(portal, order, "succeeded");
    const paid = await page.next();
    expect(paid).toMatchObject({ event: "changed", data: paid?.id });
    await refund(portal, order);
    const told = await page.next();
    expect(new Set([seen, paid?.id, told?.id]).size).toBe(3);
    expect(await page.next()).toBeUndefined();
    expect((await listen(streamOf(order), told?.id)).status).toBe(204);
    await noneFollows();
  });

  it("tells a page that nobody has paid on yet that the shop closed the order, or that it expired", async () => {
    const [closed, expired] = [await placeOrder(portal), await placeOrder(portal)];
    const pages = await Promise.all([closed, expired].map((each) => upToDate(streamOf(each))));
    await portal.api(`/v1/orders/${closed.orderId}/closure`, { method: "POST" });
    expect((await pages[0]?.page.next())?.id).toContain("-closed_safe");
    await portal.api("/v1/test_helpers/clock", { body: { advance_seconds: 3_600 } });
    await portal.settle();
    expect((await pages[1]?.page.next())?.id).toContain("-expired_safe");
    for (const { page } of pages) expect(await page.next()).toBeUndefined();
    await noneFollows();
  });

  it("leaves a receipt alone once it is half an hour old", async () => {
    const order = await placeOrder(portal);
    await pay(portal, order, "succeeded");
    const { page, seen } = await upToDate(streamOf(order));
    await portal.api("/v1/test_helpers/clock", { body: { advance_seconds: 1_800 } });
    const told = await page.next();
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
    back.leave();
    await noneFollows();
  });

  it("is over once its page has gone, without a word from it", async () => {
    const { page } = await upToDate(streamOf(await onItsWay()));
    expect(portal.followers()).toBe(1);
    page.leave();
    await noneFollows();
  });

  it("costs no reads of its own while nothing happens, one or sixty, and a page too many goes on polling", async () => {
    // The log is read when something was written here, and otherwise never.
    const idle = await openPortal({
      followersMax: STREAMS_MAX,
      followersOfPageMax: STREAMS_MAX + 1,
      tailTickMs: 10 * PATIENCE_MS,
    });
    const order = await onItsWay(idle);
    const { page, seen } = await upToDate(streamOf(order, idle));
    const readsInAWhile = async () => {
      const before = idle.roundTrips();
      await pause(A_WHILE_MS);
      return idle.roundTrips() - before;
    };
    expect(await readsInAWhile()).toBe(0);
    const more = await Promise.all(
      Array.from({ length: STREAMS_MAX - 1 }, () => listen(streamOf(order, idle), seen)),
    );
    expect(idle.followers()).toBe(STREAMS_MAX);
    // Who had only just opened may look once more.
    await until(async () => await readsInAWhile() === 0);

    const refused = await listen(streamOf(order, idle));
    const poll = await fetch(`${idle.url}/checkout/${order.orderId}/status?mark=old`);
    expect([refused.status, poll.status]).toEqual([503, 200]);
    await poll.body?.cancel();

    await pay(idle, order, "succeeded");
    const told = await Promise.all([page, ...more].map((each) => each.next()));
    expect(told.map((each) => each?.event)).toEqual(Array(STREAMS_MAX).fill("changed"));
    for (const each of [page, ...more]) each.leave();
    await idle.close();
  });

  it("reports what time alone has changed", async () => {
    // A clock that tells nobody when it is moved: only the time itself can wake the page.
    const clock: FakeClock = { ...fakeClock(), onMove: () => {} };
    const timely = await openPortal({ clock });
    const order = await onItsWay(timely);
    clock.advance(seconds(29.7));
    const { page, seen } = await upToDate(streamOf(order, timely));
    clock.advance(seconds(0.3));
    const told = await page.next();
    expect(told?.id).toBe(`${seen}_unclear`);
    page.leave();
    await timely.close();
  });
});

describe("two processes on one database", () => {
  it("wake each other's pages, and let them go when they end", async () => {
    const folder = await tempFolder();
    const databaseUrl = `file:${join(folder.path, "shared.db")}`;
    const here = await openPortal({ databaseUrl, clock: runningClock() });
    const there = await startServer({
      folder: folder.path,
      env: { DATABASE_URL: databaseUrl, SANDBOX: "1", SECRETS: TEST_SECRETS },
    });
    const [first, second] = [await onItsWay(here), await onItsWay(here)];
    const { page } = await upToDate(streamOf(first, there));
    const { page: other } = await upToDate(streamOf(second, there));
    await pay(here, first, "succeeded");
    expect((await page.next())?.event).toBe("changed");
    page.leave();

    const stopping = there.stop();
    // Told that it is over, not cut off: a stream that is cut off throws.
    expect(await other.next()).toBeUndefined();
    expect(await stopping).toBe(0);
    await here.close();
    await folder.remove();
  });
});
