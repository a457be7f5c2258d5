import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { closeOrder } from "../../core/order/close_order.ts";
import { requestRefundAsSeen } from "../../core/refund/request_refund.ts";
import { signOut } from "../../core/staff/sign_out.ts";
import { paths } from "../../core/paths.ts";
import { hiddenIn } from "../support/app_browser.ts";
import { joined, type Person, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let finance: Person;
let viewer: Person;
let stranger: Person;
let orders = 0;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  finance = await joined(app, "finance", merchantNo);
  viewer = await joined(app, "viewer", merchantNo);
  const other = await app.openMerchant("对面面馆");
  stranger = await joined(app, "owner", other.merchant.merchantNo);
});
afterAll(() => app.close());

async function paidOrder(amount = 8_800): Promise<string> {
  const body = { merchant_order_no: `F-${++orders}`, amount, subject: "龙井一壶" };
  const { order_id } = await (await app.api("/v1/orders", { body })).json();
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome: "succeeded" } });
  return order_id;
}

/** The form of this order's refund, with what its fields and hidden fields hold. */
async function formOf(orderId: string, who = finance): Promise<Record<string, string>> {
  const html = await (await who.ask(paths.consoleOrderRefunds(orderId))).text();
  const [, amount = ""] = /name="amount" value="([^"]*)"/.exec(html) ?? [];
  return { ...hiddenIn(html), amount, reason: "", method: "said" };
}

async function refundsOf(orderId: string): Promise<readonly Record<string, unknown>[]> {
  return (await (await app.api(`/v1/refunds?order_id=${orderId}`)).json()).data;
}

describe("a refund by a member of staff", () => {
  it("says what is left, and refunds all of it, in the name of whoever pressed the button", async () => {
    const orderId = await paidOrder();
    const page = await (await finance.ask(paths.consoleOrder(orderId))).text();
    expect(page).toContain(paths.consoleOrderRefunds(orderId));
    const form = await formOf(orderId);
    expect(form).toMatchObject({ amount: "88.00", left: "8800" });
    const path = paths.consoleOrderRefunds(orderId);
    const answer = await finance.ask(path, { ...form, reason: "泼洒" });
    expect(answer.status).toBe(303);
    await app.settle();
    const [refund] = await refundsOf(orderId);
    expect(refund).toMatchObject({ amount: 8_800, reason: "泼洒", state: "succeeded" });
    expect(answer.headers.get("location")).toBe(paths.consoleRefund(`${refund?.["refund_id"]}`));

    const [events] = await app.deps.load(
      app.deps.desk.eventsOf(`${refund?.["refund_id"]}`, 10),
    );
    expect(events.at(-1)).toMatchObject({
      type: "refund.requested",
      by: `staff:${finance.staff.staffId}`,
    });
    const audited = await app.deps.load(app.deps.audit.entries({
      place: finance.staff.merchantNo,
      by: undefined,
      type: "refund.requested",
      day: undefined,
      before: undefined,
      max: 5,
    }));
    expect(audited[0]).toHaveLength(1);
    const shown = await (await viewer.ask(paths.consoleOrder(orderId))).text();
    expect(shown).toMatch(/Refund requested.*· 李四/s);
    expect(shown).not.toContain("con_");
  });

  it("asks again where the button could not say the amount, and refunds a part", async () => {
    const orderId = await paidOrder();
    const path = paths.consoleOrderRefunds(orderId);
    const asked = await finance.ask(path, { ...await formOf(orderId), amount: "12,5", method: "" });
    expect(asked.status).toBe(200);
    const html = await asked.text();
    expect(html).toMatch(/<h1>Refund ¥12\.50\?<\/h1>/);
    expect(html).toMatch(/¥75\.50 is left/);
    expect(await refundsOf(orderId)).toEqual([]);
    const answer = await finance.ask(path, { ...hiddenIn(html), method: "said" });
    expect(answer.status).toBe(303);
    expect(await refundsOf(orderId)).toMatchObject([{ amount: 1_250 }]);
    expect(await formOf(orderId)).toMatchObject({ left: "7550", amount: "75.50" });
  });

  it("is made once, however often its form is sent", async () => {
    const orderId = await paidOrder();
    const form = { ...await formOf(orderId), amount: "10" };
    const path = paths.consoleOrderRefunds(orderId);
    const answers = await Promise.all([1, 2, 3].map(() => finance.ask(path, form)));
    const places = answers.map(({ headers }) => headers.get("location"));
    expect(new Set(places).size).toBe(1);
    expect(places[0]).toMatch(/^\/console\/refunds\/rfd_/);
    expect(await refundsOf(orderId)).toHaveLength(1);
    const other = await finance.ask(path, { ...form, amount: "11", left: "7800" });
    expect(other.status).toBe(422);
    expect(await other.text()).toContain("already made another refund");
    expect(await refundsOf(orderId)).toHaveLength(1);
  });

  it("is refused when what it showed is stale, with a fresh form that keeps what was typed", async () => {
    const orderId = await paidOrder();
    const path = paths.consoleOrderRefunds(orderId);
    const [one, two] = [await formOf(orderId), await formOf(orderId)];
    expect((await finance.ask(path, { ...one, amount: "30" })).status).toBe(303);
    const refused = await finance.ask(path, { ...two, amount: "20", reason: "退一部分" });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toMatch(/¥58\.00 is left to refund now. Nothing was refunded/);
    expect(html).toMatch(/name="amount" value="20"/);
    expect(html).toMatch(/name="reason" value="退一部分"/);
    expect(hiddenIn(html)).toMatchObject({ left: "5800" });
    expect(await refundsOf(orderId)).toHaveLength(1);
    const again = await finance.ask(path, { ...two, ...hiddenIn(html), amount: "20" });
    expect(again.status).toBe(303);
    expect(await refundsOf(orderId)).toHaveLength(2);
  });

  it("that many send at once from the same view is made once, and no more is given back than was seen", async () => {
    const orderId = await paidOrder();
    const forms = await Promise.all(Array.from({ length: 5 }, () => formOf(orderId)));
    const path = paths.consoleOrderRefunds(orderId);
    const answers = await Promise.all(
      forms.map((form) => finance.ask(path, { ...form, amount: "10" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422]);
    expect(await refundsOf(orderId)).toHaveLength(1);
  });

  it("needs an amount that is left, a reason that can be kept, and an order that was paid", async () => {
    const orderId = await paidOrder();
    const path = paths.consoleOrderRefunds(orderId);
    for (
      const [fields, text] of [
        [{ amount: "" }, "Write yuan"],
        [{ amount: "0" }, "Write yuan"],
        [{ amount: "-5" }, "Write yuan"],
        [{ amount: "1.234" }, "Write yuan"],
        [{ amount: "88.01" }, "At most ¥88.00 is left"],
        [{ reason: "4111 1111 1111 1111" }, "The reason is too long"],
        [{ left: "0" }, "Something has just changed"],
        [{ left: "x" }, "Something has just changed"],
        [{ refund_no: "mine" }, "Something has just changed"],
      ] as const
    ) {
      const answer = await finance.ask(path, { ...await formOf(orderId), ...fields });
      expect([fields, answer.status]).toEqual([fields, 422]);
      expect(await answer.text()).toContain(text);
    }
    expect(await refundsOf(orderId)).toEqual([]);

    const body = { merchant_order_no: `F-${++orders}`, amount: 1, subject: "茶" };
    const open = await (await app.api("/v1/orders", { body })).json();
    const page = await finance.ask(paths.consoleOrderRefunds(open.order_id));
    expect(await page.text()).toContain("hasn&#39;t been paid");
  });

  it("is nobody's without the permission, of another merchant, or after being signed out", async () => {
    const orderId = await paidOrder();
    const path = paths.consoleOrderRefunds(orderId);
    const form = await formOf(orderId);
    expect((await viewer.ask(path)).status).toBe(403);
    expect((await viewer.ask(path, form)).status).toBe(403);
    expect(await (await viewer.ask(paths.consoleOrder(orderId))).text()).not.toContain(path);
    expect((await stranger.ask(path)).status).toBe(404);
    const theirs = { ...form, drawn_for: stranger.staff.merchantNo ?? "" };
    expect((await stranger.ask(path, form)).status).toBe(409);
    expect((await stranger.ask(path, theirs)).status).toBe(404);
    expect((await stranger.ask(paths.consoleOrder(orderId))).status).toBe(404);
    const leaver = await joined(app, "finance", app.merchant.merchant.merchantNo);
    await leaver.ask(paths.signOut("console"), {});
    expect((await leaver.ask(path, form)).headers.get("location")).toMatch(/sign-in/);
    expect(await refundsOf(orderId)).toEqual([]);
  });
});

describe("whoever was signed out between request and write", () => {
  it("refunds nothing and closes nothing", async () => {
    const place = app.merchant.merchant.merchantNo;
    const here = await signedIn(app, "owner", place);
    const { staff: { staffId }, session: { sessionId } } = here;
    const caller = { type: "staff", merchantNo: place, staffId, within: sessionId } as const;
    const orderId = (await paidOrder()) as OrderId;
    const body = { merchant_order_no: `F-${++orders}`, amount: 100, subject: "茶" };
    const open = await (await app.api("/v1/orders", { body })).json();
    await signOut(app.deps, { here, ended: sessionId });
    const refund = {
      caller,
      paid: orderId,
      merchantRefundNo: "C-1",
      amount: cny(8_800),
      reason: undefined,
    };
    await expect(requestRefundAsSeen(app.deps, refund, cny(8_800))).rejects.toThrow("session_open");
    await expect(closeOrder(app.deps, { caller, orderId: open.order_id }))
      .rejects.toThrow("session_open");
    expect(await refundsOf(orderId)).toEqual([]);
    expect(await (await app.api(`/v1/orders/${open.order_id}`)).json())
      .toMatchObject({ state: "open" });
  });
});

describe("closing an order", () => {
  it("asks once, closes it in the name of whoever did, and says when it is too late", async () => {
    const owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
    const body = { merchant_order_no: `F-${++orders}`, amount: 100, subject: "茶" };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const path = paths.consoleOrderClosure(order_id);
    expect(await (await owner.ask(path)).text()).toContain(`Close order F-${orders}?`);
    expect((await viewer.ask(path, {})).status).toBe(403);
    expect((await owner.ask(path, {})).status).toBe(303);
    expect(await (await app.api(`/v1/orders/${order_id}`)).json()).toMatchObject({
      state: "closed",
    });
    const [events] = await app.deps.load(app.deps.desk.eventsOf(order_id, 1));
    expect(events).toMatchObject([{ type: "order.closed", by: `staff:${owner.staff.staffId}` }]);
    expect((await owner.ask(path)).status).toBe(303);
    expect((await owner.ask(path, {})).status).toBe(303);

    const paid = await paidOrder();
    const late = await owner.ask(paths.consoleOrderClosure(paid), {});
    expect(late.status).toBe(422);
    expect(await late.text()).toContain("no longer open");
  });
});
