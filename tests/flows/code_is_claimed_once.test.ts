import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimCode, lookAtCode } from "../../core/dynamic_code/claim_code.ts";
import { releaseCode } from "../../core/dynamic_code/release_code.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import { milliseconds, minutes, seconds } from "../../core/time.ts";
import { seededRandom } from "../support/random.ts";
import { showCode } from "../support/scanned_codes.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const PHONES = 100;
const FORGERIES = 10_000;

let app: TestApp;

/** What a phone gets when it scans: `mine`, or why not. */
async function scans(device: string, token: string, at: TestApp = app): Promise<string> {
  const claimed = await claimCode(at.deps, { token, device });
  return claimed.ok ? "mine" : claimed.error.code;
}

describe("a dynamic code on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("is one phone's when a hundred scan it at once", () => hundredAtOnce([app]));

  it("is good for its minute and the next, to the millisecond", async () => {
    const shown = await showCode(app);
    app.clock.advance(milliseconds(119_999));
    expect((await lookAtCode(app.deps, { token: shown.token, device: "a" })).ok).toBe(true);
    app.clock.advance(milliseconds(1));
    expect(await scans("a", shown.token)).toBe("code_stale");
    const second = await shown.now();
    expect(await scans("a", second)).toBe("mine");
    expect((await shown.row()).claim?.rotation).toBe(2);
  });

  it("goes by its merchant's own clock", async () => {
    const shown = await showCode(app);
    const advance = (advance_seconds: number) =>
      app.api("/v1/test_helpers/clock", { body: { advance_seconds } });
    await advance(119);
    expect((await lookAtCode(app.deps, { token: shown.token, device: "a" })).ok).toBe(true);
    await advance(1);
    expect(await scans("a", shown.token)).toBe("code_stale");
  });

  it("is used up by its claim together with the one before it", async () => {
    const shown = await showCode(app);
    app.clock.advance(seconds(60));
    const second = await shown.now();
    expect(await scans("a", shown.token)).toBe("mine");
    expect(await scans("b", second)).toBe("code_taken");
    app.clock.advance(minutes(2));
    expect([await scans("b", second), await scans("b", shown.token)])
      .toEqual(["code_stale", "code_stale"]);
    expect(await scans("a", shown.token)).toBe("mine");
    expect(await scans("b", await shown.now())).toBe("mine");
    expect(await scans("a", shown.token)).toBe("code_stale");
  });

  it("may be given back only by its phone, and not while a payment is on its way", async () => {
    const shown = await showCode(app);
    const { orderId, token } = shown;
    await scans("a", token);
    expect(await releaseCode(app.deps, { token, device: "b" }))
      .toMatchObject({ ok: false, error: { code: "code_stale" } });
    await startPayment(app.deps, {
      orderId,
      method: "quickpass",
      client: "phone",
      device: "a",
      lang: "zh",
    });
    expect(await releaseCode(app.deps, { token, device: "a" }))
      .toMatchObject({ ok: false, error: { code: "payment_in_flight" } });
    app.clock.advance(minutes(3));
    expect(await scans("b", await shown.now())).toBe("code_taken");

    const other = await showCode(app);
    await scans("a", other.token);
    expect(await releaseCode(app.deps, { token: other.token, device: "a" }))
      .toMatchObject({ ok: true });
    expect(await scans("a", other.token)).toBe("code_stale");
    expect(await scans("b", await other.now())).toBe("mine");
  });

  it("is not claimed when its order was closed between the read and the write", async () => {
    const shown = await showCode(app);
    const closing: TestApp["deps"] = {
      ...app.deps,
      commit: async (events) => {
        await app.api(`/v1/orders/${shown.orderId}/closure`, { method: "POST" });
        return await app.deps.commit(events);
      },
    };
    const claimed = await claimCode(closing, { token: shown.token, device: "a" });
    expect(claimed).toMatchObject({
      ok: false,
      error: { code: "order_not_open", state: "closed" },
    });
    expect((await shown.row()).claim).toBeUndefined();
  });

  it("is opened by no forgery, and by none changed", async () => {
    const shown = await showCode(app);
    await scans("a", shown.token);
    const next = await shown.now();
    const before = [await shown.row(), await events()];
    const heard = new Map<string, number>();
    for (const forged of forgeries(next)) {
      const said = await Promise.all(forged.map((token) => scans("a", token)));
      for (const each of said) heard.set(each, (heard.get(each) ?? 0) + 1);
    }
    expect([...heard.keys()]).toEqual(["code_stale"]);
    expect(heard.get("code_stale")).toBeGreaterThan(FORGERIES);
    expect([await shown.row(), await events()]).toEqual(before);
    expect(await scans("a", next)).toBe("mine");
  });
});

describe("a dynamic code on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("is one phone's when a hundred scan it at once", () => hundredAtOnce([app]));

  it("is one phone's when fifty each scan it at two portals", async () => {
    const second = await testApp({ databaseUrl: sqld.url, clock: app.clock });
    try {
      await hundredAtOnce([app, second]);
    } finally {
      await second.close();
    }
  });
});

async function hundredAtOnce(portals: readonly TestApp[]): Promise<void> {
  const shown = await showCode(app);
  const phones = Array.from({ length: PHONES }, (_, i) => `phone-${i}`);
  const heard = await Promise.all(
    phones.map((phone, i) => scans(phone, shown.token, portals[i % portals.length])),
  );
  const winners = phones.filter((_, i) => heard[i] === "mine");
  expect(winners).toHaveLength(1);
  expect(heard.filter((each) => each === "code_taken")).toHaveLength(PHONES - 1);
  const { claim, version } = await shown.row();
  expect([claim?.device, version]).toEqual([winners[0], 2]);
}

/** In groups: the known ref before a guessed secret, guesses of both, and every bit of the real one flipped. */
function* forgeries(real: string): Generator<readonly string[]> {
  const random = seededRandom(4);
  const guess = (kept: number) => real.slice(0, kept) + random.base64url(real.length - kept);
  for (let made = 0; made < FORGERIES; made += 200) {
    yield Array.from({ length: 200 }, (_, i) => guess(i % 2 === 0 ? 8 : 0));
  }
  yield Array.from({ length: real.length * 7 }, (_, bit) => {
    const at = Math.floor(bit / 7);
    const flipped = String.fromCharCode(real.charCodeAt(at) ^ (1 << bit % 7));
    return real.slice(0, at) + flipped + real.slice(at + 1);
  });
}

async function events(): Promise<number> {
  const [count] = await app.deps.load({
    statement: { sql: "select count(*) as n from events", args: [] },
    read: (rows) => Number(rows[0]?.["n"]),
  });
  return count;
}
