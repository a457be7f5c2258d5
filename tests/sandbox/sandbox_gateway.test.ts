import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel, StartAtChannel } from "../../core/channel/channel.ts";
import type { Launch } from "../../core/channel/outcome.ts";
import type { HttpRequest } from "../../core/channel/http.ts";
import { createChannels } from "../../core/channel/channels.ts";
import { createSeal, sandboxVerbs } from "../../core/channel/sandbox/seal.ts";
import { channelOrderNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { after, minutes } from "../../core/time.ts";
import { get, post } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let channel: Channel;
beforeEach(async () => {
  app = await testApp();
  channel = app.deps.channels.sandbox!;
});
afterEach(() => app.close());

const DEBIT = "6200000000000014";

describe("the sandbox gateway", () => {
  it("is the same payment and the same page when a start is repeated", async () => {
    const command = startOf("A");
    const first = await start(command);
    const again = await Promise.all(Array.from({ length: 8 }, () => start(command)));
    expect(first).toMatchObject({ type: "launched", launch: { type: "redirect" } });
    expect(again).toEqual(again.map(() => first));
  });

  it("gives one page to many concurrent starts of one number", async () => {
    const command = startOf("B");
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => start(command)));
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(outcomes[0]?.type).toBe("launched");
  });

  it("gives no usable answer when a number is reused for another amount", async () => {
    await start(startOf("C"));
    expect(await start({ ...startOf("C"), amount: cny(1) })).toEqual({ type: "unclear" });
  });

  it("draws a code for another device with content short enough to scan", async () => {
    const outcome = await start({ ...startOf("D"), flow: "screen_code" });
    if (outcome.type !== "launched" || outcome.launch.type !== "code") throw new Error("no code");
    expect(outcome.launch.content).toBe(outcome.launch.url);
    expect(new URL(outcome.launch.url).pathname.length).toBeLessThanOrEqual(40);
  });

  it("refuses a start that arrives after it was queried, so that not found is final", async () => {
    const command = startOf("E");
    expect(await query(command)).toEqual({ type: "failed", reason: "unknown_at_channel" });
    expect(await query(command)).toEqual({ type: "failed", reason: "unknown_at_channel" });
    expect(await start(command)).toEqual({ type: "failed", reason: "refused_by_channel" });
    const cancelled = startOf("F");
    expect(await cancel(cancelled)).toEqual({ type: "failed", reason: "unknown_at_channel" });
    expect(await start(cancelled)).toEqual({ type: "failed", reason: "refused_by_channel" });
  });

  it("lets either a start or a query win when both come at once, never both", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const command = startOf(`R${i}`);
        const [started, asked] = await Promise.all([start(command), query(command)]);
        return `${started.type} ${asked.type}`;
      }),
    );
    const allowed = new Set(["launched unclear", "failed failed"]);
    expect(outcomes.filter((each) => !allowed.has(each))).toEqual([]);
  });

  it("refuses a payment that arrives after its time", async () => {
    const command = { ...startOf("G"), payBefore: app.clock.now() };
    expect(await start(command)).toEqual({ type: "failed", reason: "expired_at_channel" });
  });

  it("answers a request that is unsigned or changed with 401 and does nothing", async () => {
    const request = await channel.start(startOf("H"));
    const other = createChannels({
      ...app.deps,
      vault: { ...app.deps.vault, mac: () => Promise.resolve("00".repeat(32)) },
    });
    const forged: HttpRequest[] = [
      { ...request, headers: {} },
      { ...request, body: request.body.replace("1234", "1") },
      { ...request, url: request.url.replace("/start", "/query") },
      await other.sandbox!.start(startOf("H")),
    ];
    for (const each of forged) expect((await app.deps.http(each)).status).toBe(401);
    expect(await query(startOf("H"))).toEqual({ type: "failed", reason: "unknown_at_channel" });
  });

  it.each(["start", "query", "cancel", "refund", "refund_query"])(
    "never breaks over nonsense at %s",
    async (verb) => {
      for (const body of ["", "{", "null", "[]", '{"channel_order_no":1}', "\u0000".repeat(99)]) {
        const request = new Request(`http://portal.test/sandbox/gateway/${verb}`, {
          method: "POST",
          body,
        });
        expect((await app.fetch(request)).status).toBe(401);
      }
    },
  );

  it("answers signed nonsense with 400", async () => {
    const seal = createSeal(app.deps.vault);
    const statuses = await Promise.all(
      sandboxVerbs.flatMap((verb) =>
        ["", "{", "null", "[]", '{"channel_order_no":1}', '{"amount":1e99}'].map(async (body) => {
          const request = new Request(`http://portal.test/sandbox/gateway/${verb}`, {
            method: "POST",
            headers: { "Sandbox-Signature": await seal.sign(verb, body) },
            body,
          });
          return (await app.fetch(request)).status;
        })
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
  });

  it.each(["multipart/form-data", "application/json", "text/plain; charset=nonsense"])(
    "has pages that take no form from a body of %s, and never break",
    async (type) => {
      for (const place of ["wallet", "wallet/AAAAAAAAAAAAAAAAAAAAAA", "cashier/%00%ff"]) {
        const request = new Request(`http://portal.test/sandbox/${place}`, {
          method: "POST",
          headers: { "Content-Type": type, Origin: "http://portal.test" },
          body: "--x\r\n\u0000%%%",
        });
        expect([404, 415, 422]).toContain((await app.fetch(request)).status);
      }
    },
  );

  it("never refunds more than was paid, however many refunds arrive at once", async () => {
    const command = startOf("P");
    const started = await start(command);
    if (started.type !== "launched") throw new Error("not launched");
    const page = pageOf(started.launch);
    await post(app, page, { action: "pay", card: DEBIT });
    const paid = await query(command);
    if (paid.type !== "succeeded") throw new Error("not paid");

    const refunds = await Promise.all(
      Array.from({ length: 40 }, (_, i) => refund(paid.channelTxnNo, 100, `R${i}`)),
    );
    expect(refunds.filter((each) => each.type === "succeeded")).toHaveLength(12);
    expect(refunds.filter((each) => each.type === "failed")).toEqual(
      Array.from({ length: 28 }, () => ({ type: "failed", failure: "more_than_paid" })),
    );
    expect(await refund(paid.channelTxnNo, 34, "R40")).toMatchObject({ type: "succeeded" });
    expect(await refund(paid.channelTxnNo, 1, "R41")).toMatchObject({ type: "failed" });
  });

  it("is the same refund when repeated, and refuses what it does not know", async () => {
    const command = startOf("Q");
    const started = await start(command);
    if (started.type !== "launched") throw new Error("not launched");
    expect(await refund("no-such-number", 100, "U0")).toEqual({
      type: "failed",
      failure: "payment_not_found",
    });
    const page = pageOf(started.launch);
    await post(app, page, { action: "pay", card: DEBIT });
    const paid = await query(command);
    if (paid.type !== "succeeded") throw new Error("not paid");
    const first = await refund(paid.channelTxnNo, 1000, "U1");
    expect(first.type).toBe("succeeded");
    expect(await refund(paid.channelTxnNo, 1000, "U1")).toEqual(first);
    expect(await queryRefund("U1")).toEqual(first);
    expect(await queryRefund("U2")).toEqual({ type: "failed", failure: "unknown_at_channel" });
    expect(await refund(paid.channelTxnNo, 1, "U2")).toEqual({
      type: "failed",
      failure: "refused_by_bank",
    });
  });
});

describe("a portal without a sandbox", () => {
  it("has no bank, no pages and no channel of its own", async () => {
    const live = await testApp({ config: { sandbox: false } });
    try {
      expect(Object.keys(live.deps.channels)).toEqual(["unionpay"]);
      expect((await get(live, "/sandbox/wallet")).status).toBe(404);
      expect((await post(live, "/sandbox/gateway/start", {})).status).toBe(404);
      expect((await post(live, "/notify/sandbox", {})).status).toBe(404);
    } finally {
      await live.close();
    }
  });
});

function startOf(name: string): StartAtChannel {
  const now = app.clock.now();
  return {
    channelOrderNo: numbered(name),
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    amount: cny(1234),
    subject: "明前龙井",
    method: "quickpass",
    flow: "app_link",
    consumerCode: undefined,
    walletUser: undefined,
    onPhone: true,
    sentAt: now,
    payBefore: after(now, minutes(15)),
    returnUrl: "http://portal.test/checkout/ord_1",
    noticeUrl: "http://portal.test/notify/sandbox",
    lang: "zh",
  };
}

function pageOf(launch: Launch): string {
  if (launch.type !== "redirect") throw new Error(`No page but ${launch.type}`);
  return launch.url.replace("http://portal.test", "");
}

function numbered(name: string) {
  return channelOrderNo(`pay_01KAF0ZV9Q3W5X7Y9Z1B${name.padStart(6, "0")}`);
}

async function start(command: StartAtChannel) {
  return await channel.readStart(await app.deps.http(await channel.start(command)), command);
}

async function query(command: StartAtChannel) {
  const asked = { ...command, at: app.clock.now() };
  return await channel.readQuery(await app.deps.http(await channel.query(asked)), asked);
}

async function cancel(command: StartAtChannel) {
  const asked = { ...command, at: app.clock.now() };
  return await channel.readCancel(await app.deps.http(await channel.cancel(asked)), asked);
}

async function refund(channelTxnNo: string, fen: number, name: string) {
  const command = {
    channelOrderNo: numbered(name),
    merchantNo: app.merchant.merchant.merchantNo,
    channelTxnNo,
    amount: cny(fen),
    whole: false,
    sentAt: app.clock.now(),
    noticeUrl: "http://portal.test/notify/sandbox",
  };
  return await channel.readRefund(await app.deps.http(await channel.refund(command)), command);
}

async function queryRefund(name: string) {
  const now = app.clock.now();
  const { merchantNo } = app.merchant.merchant;
  const asked = {
    channelOrderNo: numbered(name),
    merchantNo,
    amount: cny(1),
    sentAt: now,
    at: now,
  };
  return await channel.readQueryRefund(
    await app.deps.http(await channel.queryRefund(asked)),
    asked,
  );
}
