import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Followed, type Pace, streamChanges } from "../../routes/pages/stream_changes.ts";
import { listen } from "../support/listen.ts";
import { TEST_MS } from "../support/patience.ts";
import { placeOrder } from "../support/payer.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PACE: Pace = { lifeMs: TEST_MS, lifeSpreadMs: 0, heartbeatMs: 2_000, lookGapMs: 50 };

let app: TestApp;
let loopback: Loopback | undefined;
beforeAll(async () => {
  app = await testApp();
});
afterEach(() => loopback?.close());
afterAll(() => app.close());

/** A page that follows the merchant's new orders, at a pace of its own. */
function serve(
  load: () => Promise<Followed | undefined>,
  pace: Partial<Pace> = {},
): string {
  const page = new Hono().get("/stream", (c) =>
    streamChanges(c, app.deps, {
      seen: "seen",
      subjects: [app.merchant.merchantNo],
      load,
      pace: { ...PACE, ...pace },
    }));
  page.onError((_error, c) => c.body(null, 500));
  loopback = serveLoopback((request) => page.fetch(request));
  return `${loopback.url}/stream`;
}

const unchanged = () => Promise.resolve({ mark: "seen", open: true });

describe("streamChanges", () => {
  it("speaks now and then, also while much happens that changes nothing", async () => {
    let looks = 0;
    const url = serve(() => {
      looks++;
      return unchanged();
    }, { heartbeatMs: 200, lookGapMs: 10 });
    const page = await listen(url);
    const heard = [page.next(), page.next()];
    let listening = true;
    void Promise.all(heard).then(() => listening = false);
    while (listening || looks <= 5) await placeOrder(app);
    expect((await Promise.all(heard)).map((told) => told?.event)).toEqual(["here", "here"]);
    expect(looks).toBeGreaterThan(1);
    page.leave();
  });

  it("checks once for many simultaneous events", async () => {
    let looks = 0;
    const [looking, happened] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    const url = serve(async () => {
      if (++looks === 2) {
        looking.resolve();
        await happened.promise;
      }
      return await unchanged();
    }, { heartbeatMs: 1_000, lookGapMs: 500 });
    const page = await listen(url);
    await placeOrder(app);
    await looking.promise;
    await Promise.all(Array.from({ length: 30 }, () => placeOrder(app)));
    happened.resolve();
    expect((await page.next())?.event).toBe("here");
    // Once for the first order and once for all that came while it looked; once more if the log was read late.
    expect(looks).toBeGreaterThan(1);
    expect(looks).toBeLessThan(5);
    page.leave();
  });

  it("ends before a proxy would end it, and makes the browser reconnect at once", async () => {
    const answer = await fetch(serve(unchanged, { lifeMs: 100 }));
    expect(await answer.text()).toMatch(/^retry: (1[5-9]|2\d)\d\d\n\nretry: 100\n\n$/);
  });

  it("ends when the page is no more", async () => {
    let there = true;
    const url = serve(() => there ? unchanged() : Promise.resolve(undefined));
    const page = await listen(url);
    there = false;
    await placeOrder(app);
    expect(await page.next()).toBeUndefined();
    await expect.poll(app.followers).toBe(0);
    expect((await listen(url)).status).toBe(404);
    expect(app.followers()).toBe(0);
  });

  it("ends for a browser that left before its answer began", async () => {
    const looking = Promise.withResolvers<void>();
    const found = Promise.withResolvers<Followed>();
    const url = serve(() => {
      looking.resolve();
      return found.promise;
    });
    const leaving = new AbortController();
    const answer = fetch(url, { signal: leaving.signal }).catch(() => undefined);
    await looking.promise;
    expect(app.followers()).toBe(1);
    leaving.abort();
    await answer;
    found.resolve({ mark: "seen", open: true });
    await expect.poll(app.followers).toBe(0);
  });

  it("ends when the page cannot be read, and writes that down", async () => {
    let works = true;
    const url = serve(() => works ? unchanged() : Promise.reject(new Error("no such table")));
    const page = await listen(url);
    works = false;
    await placeOrder(app);
    expect(await page.next()).toBeUndefined();
    expect(app.logged.at(-1)?.message).toContain("no such table");
    expect((await listen(url)).status).toBe(500);
    await expect.poll(app.followers).toBe(0);
  });
});
