import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sendDueNotices } from "../../sandbox/bank/send_notices.ts";
import { createSeal } from "../../core/channel/sandbox/seal.ts";
import { minutes, seconds } from "../../core/time.ts";
import { choose, orderOf, type Placed, placeOrder, post } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("POST /notify/sandbox", () => {
  it("records a payment and answers 200, however often it is reported", async () => {
    const { order, body, signature } = await unpaid();
    for (let times = 1; times <= 3; times++) {
      expect((await notify(body, signature)).status).toBe(200);
      expect((await orderOf(app, order)).state).toBe("paid");
    }
    expect(await count("select count(*) as n from events where type = 'order.paid'")).toBe(1);
  });

  it("refuses a notice with any one byte of its body or signature changed, and changes nothing", async () => {
    const { order, body, signature } = await unpaid();
    const before = await count("select count(*) as n from events");
    const forged = [
      ...flips(body).map((each) => notify(each, signature)),
      ...flips(signature).map((each) => notify(body, each)),
      notify(body, undefined),
      notify("", signature),
    ];
    const statuses = (await Promise.all(forged)).map((each) => each.status);
    expect(forged.length).toBeGreaterThan(200);
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await orderOf(app, order)).state).toBe("open");
    expect(await count("select count(*) as n from events")).toBe(before);
    expect((await notify(body, signature)).status).toBe(200);
  });

  it("changes nothing when the amount differs, and logs it", async () => {
    const { order, notice } = await unpaid();
    for (const amount of [1, order.amount - 1, order.amount + 1, order.amount * 100]) {
      const body = JSON.stringify({ ...notice, amount });
      expect((await notify(body, await seal().sign("notice", body))).status).toBe(409);
    }
    expect((await orderOf(app, order)).state).toBe("open");
    const told = app.logged.filter((each) => each.message.includes("with a different amount"));
    expect(told.map((each) => each.level)).toEqual(["error", "error", "error", "error"]);
  });

  it("knows nothing of a payment or refund that is not ours, and of a channel that is not there", async () => {
    const { notice } = await unpaid();
    const unknown = { ...notice, channel_order_no: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" };
    const refund = { ...unknown, about: "refund", answer: { state: "returned", txn_no: "1" } };
    for (const told of [unknown, refund]) {
      const body = JSON.stringify(told);
      expect((await notify(body, await seal().sign("notice", body))).status).toBe(404);
    }
    for (const channel of ["nobody", "__proto__", "constructor", "%00"]) {
      expect((await notify("{}", "0".repeat(64), channel)).status).toBe(404);
    }
  });

  it.each(["", "{", "null", "[]", "\u0000", "{}", '{"about":"payment"}', "é".repeat(1_000)])(
    "answers the signed nonsense %j with 400",
    async (body) => {
      expect((await notify(body, await seal().sign("notice", body))).status).toBe(400);
    },
  );
});

describe("sendDueNotices", () => {
  it("notifies the portal again after 5 s, 30 s, 2 min and 10 min, then waits to be asked", async () => {
    const { order } = await waiting();
    await post(app, order.page, { action: "pay", card: "6200000000000014" });
    const sent: number[] = [];
    const start = app.clock.now();
    const deaf = {
      ...app.deps,
      http: () => {
        sent.push((app.clock.now() - start) / 1_000);
        return Promise.resolve({ status: 503, headers: {}, body: "" });
      },
    };
    for (let tick = 0; tick <= 800; tick += 5) {
      await sendDueNotices(deaf);
      app.clock.advance(seconds(5));
    }
    expect(sent).toEqual([0, 5, 35, 155, 755]);
    expect(await count("select count(*) as n from sandbox_notices where state = 'given_up'"))
      .toBe(1);
    expect((await orderOf(app, order)).state).toBe("open");
    app.clock.advance(minutes(1));
    await app.settle();
    expect((await orderOf(app, order)).payment.card_last_four).toBeUndefined();
    expect((await orderOf(app, order)).state).toBe("paid");
  });

  it("sends it again when the connection drops, and stops once it is received", async () => {
    const { order } = await waiting();
    await post(app, order.page, { action: "pay", card: "6200000000000014" });
    const broken = { ...app.deps, http: () => Promise.reject(new TypeError("reset")) };
    await sendDueNotices(broken);
    expect((await orderOf(app, order)).state).toBe("open");
    app.clock.advance(seconds(5));
    await sendDueNotices(app.deps);
    expect((await orderOf(app, order)).state).toBe("paid");
    expect(await count("select count(*) as n from sandbox_notices where state = 'due'")).toBe(0);
  });

  it("sends a notice once, however many senders there are", async () => {
    const { order } = await waiting();
    await post(app, order.page, { action: "pay", card: "6200000000000014" });
    let sent = 0;
    const counting = {
      ...app.deps,
      http: (...given: Parameters<typeof app.deps.http>) => {
        sent++;
        return app.deps.http(...given);
      },
    };
    await Promise.all(Array.from({ length: 8 }, () => sendDueNotices(counting)));
    expect(sent).toBe(1);
  });
});

function seal() {
  return createSeal(app.deps.vault);
}

/** A payment whose page is open. */
async function waiting(): Promise<{ readonly order: Placed & { readonly page: string } }> {
  const order = await placeOrder(app);
  return { order: { ...order, page: await choose(app, order) } };
}

/** A payment that is on its way, and the true notice of its success, which was never sent. */
async function unpaid() {
  const { order } = await waiting();
  const [payments] = await app.deps.load(
    app.deps.payments.ofOrder(order.orderId as `ord_${string}`),
  );
  const notice = {
    about: "payment",
    channel_order_no: payments[0]?.channelOrderNo,
    amount: order.amount,
    currency: "CNY",
    answer: { state: "paid", txn_no: "202611200000000000001", card_last_four: "0014" },
  };
  const body = JSON.stringify(notice);
  return { order, notice, body, signature: await seal().sign("notice", body) };
}

function notify(body: string, signature: string | undefined, channel = "sandbox") {
  return app.fetch(
    new Request(`http://portal.test/notify/${channel}`, {
      method: "POST",
      headers: signature === undefined ? {} : { "Sandbox-Signature": signature },
      body,
    }),
  );
}

function flips(text: string): readonly string[] {
  return [...text].map((character, i) =>
    text.slice(0, i) + String.fromCharCode(character.charCodeAt(0) ^ 1) + text.slice(i + 1)
  );
}

async function count(sql: string): Promise<number> {
  const [n] = await app.deps.load({
    statement: { sql, args: [] },
    read: (rows) => Number(rows[0]?.["n"]),
  });
  return n;
}
