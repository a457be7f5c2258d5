import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { days, hours } from "../../core/time.ts";
import { charge, chargeableContract, failed, refill, succeeded } from "../support/deductions.ts";
import { startReceiver } from "../support/receiver.ts";
import { registerKey } from "../support/signer.ts";
import { planForm } from "../support/signers.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { MOMENTS, pass, unclearPayment } from "../support/unclear.ts";

let app: TestApp;
let owner: Person;
beforeEach(async () => {
  app = await testApp();
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
});
afterEach(() => app.close());

async function home(person = owner): Promise<string> {
  const answer = await person.ask(paths.desk("console"));
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** The rows of a plot's file without its headers. */
async function file(name: Parameters<typeof paths.plot>[0]): Promise<readonly string[][]> {
  const answer = await owner.ask(paths.plot(name, "csv"));
  expect(answer.headers.get("content-type")).toContain("text/csv");
  const [, ...lines] = (await answer.text()).trim().split("\r\n");
  return lines.map((line) => line.replaceAll('"', "").split(","));
}

async function opened(no: string, amount: number): Promise<string> {
  const body = { merchant_order_no: no, amount, subject: "茶", expires_in: 86_400 };
  return (await (await app.api("/v1/orders", { body })).json()).order_id;
}

async function pay(orderId: string, outcome: string): Promise<void> {
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
}

async function order(no: string, amount: number, outcome: string): Promise<string> {
  const orderId = await opened(no, amount);
  await pay(orderId, outcome);
  return orderId;
}

/** The numbers in the list that a figure leads to, newest first. */
async function behind(home: string, noun: string): Promise<readonly string[]> {
  const href = new RegExp(`href="(/console/${noun}\\?[^"]+)"`).exec(home)?.[1];
  const answer = await owner.ask((href ?? "").replaceAll("&amp;", "&"));
  expect(answer.status).toBe(200);
  const html = await answer.text();
  return [...html.matchAll(/(?<=<bdi class="mono">)[^<]+/g)].map(([no]) => no);
}

describe("today's figures", () => {
  it("are what was paid, charged and refunded since midnight in Shanghai, each a link to just that", async () => {
    await order("yesterday", 99_900, "succeeded");
    const [early, never] = [await opened("EARLY", 300), await opened("NEVER", 900)];
    app.clock.advance(hours(11));
    await owner.signIn();
    await pay(early, "succeeded");
    await app.api(`/v1/orders/${never}/close`, { body: {} });
    const paid = await order("A-1", 12_345, "succeeded");
    await order("A-2", 655, "succeeded");
    await order("A-3", 7_000, "failed");
    const refund = { merchant_refund_no: "R-1", amount: 1_000 };
    await app.api(`/v1/orders/${paid}/refunds`, { body: refund });
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId, "D-1", 4_500));
    await app.settle();

    const html = await home();
    const amounts = [...html.matchAll(/class="yuan">¥<\/span>([\d,.]+)<\/span>/g)];
    expect(amounts.slice(0, 4).map(([, text]) => text)).toEqual([
      "133.00",
      "45.00",
      "10.00",
      "168.00",
    ]);
    expect(await behind(html, "orders")).toEqual(["A-2", "A-1", "EARLY"]);
    expect(await behind(html, "deductions")).toEqual(["D-1"]);
    expect(await behind(html, "refunds")).toEqual(["R-1"]);
    expect(html).toContain("Since 00:00 on 21 Nov 2026 (UTC+8)");
  });
});

describe("the plots", () => {
  it("say by the hour what came in, today and a week before", async () => {
    await order("A-1", 10_000, "succeeded");
    app.clock.advance(days(7));
    await owner.signIn();
    await order("A-2", 2_500, "succeeded");
    await order("A-3", 2_500, "succeeded");
    const rows = await file("paid");
    expect(rows).toHaveLength(24);
    expect(rows[14]).toEqual(["14", "50.00", "100.00"]);
    expect(rows.filter(([, today, last]) => today !== "0.00" || last !== "0.00")).toHaveLength(1);
    expect(await home()).toContain(
      'aria-label="¥50.00 received today up to 15:00; ¥100.00 by the same time last Fri."',
    );
  });

  it("say by the day what became of payments; a failure that was overruled is none", async () => {
    await order("A-1", 100, "failed");
    await order("A-2", 100, "failed");
    const orderId = await order("A-3", 100, "unclear");
    const [[payment]] = await app.deps.load(app.deps.payments.ofOrder(orderId as `ord_${string}`));
    if (!payment) throw new Error("Expected a payment");
    const { channelOrderNo } = payment;
    const says = (outcome: typeof failed) =>
      recordOutcome(app.deps, { channelOrderNo, outcome, amount: undefined });
    await says(failed);
    expect((await file("outcomes")).at(-1)).toEqual(["2026-11-20", "0", "3", "0"]);
    app.clock.advance(days(1));
    await owner.signIn();
    await says(succeeded);
    const rows = await file("outcomes");
    expect(rows).toHaveLength(14);
    expect(rows.slice(-2)).toEqual([
      ["2026-11-20", "0", "2", "0"],
      ["2026-11-21", "1", "0", "0"],
    ]);
  });

  it("say how long each endpoint takes, and where it failed", async () => {
    const receiver = startReceiver();
    await app.api("/v1/webhook_endpoints", { body: { url: receiver.url } });
    await app.api("/v1/webhook_endpoints", { body: { url: "http://127.0.0.1:9/closed" } });
    await order("A-1", 100, "succeeded");
    await app.settle();
    await receiver.stop();
    const rows = await file("deliveries");
    const [broken, sound] = rows;
    expect(broken).toEqual(["http://127.0.0.1:9/closed", "11-20 14:00", "", "0", "1"]);
    expect(sound?.slice(0, 2)).toEqual([receiver.url, "11-20 14:00"]);
    expect(Number(sound?.[2])).toBeGreaterThan(0);
    expect(sound?.slice(3)).toEqual(["1", "0"]);
    expect(await home()).toContain("127.0.0.1:9: 95% of webhooks within 0 ms");
  });

  it("are files only for those who may export, and else their figures are on the page", async () => {
    const viewer = await joined(app, "viewer", app.merchant.merchant.merchantNo);
    expect((await viewer.ask(paths.plot("paid", "csv"))).status).toBe(403);
    await order("A-1", 100, "succeeded");
    const html = await home(viewer);
    expect(html).toContain("<details>");
    expect(html).not.toContain("format=csv");
    expect(html).not.toContain("Webhook time");
    expect((await owner.ask(paths.plot("paid"))).headers.get("location")).toBe("/console");
  });
});

describe("what needs somebody", () => {
  it("is that there is no endpoint yet, and nothing once there is one", async () => {
    expect(await home()).toContain('href="/console/webhooks">Add an endpoint</a>');
    await app.api("/v1/webhook_endpoints", { body: { url: "http://127.0.0.1:9/hook" } });
    expect(await home()).not.toContain("Add an endpoint");
    const till = await joined(app, "till", app.merchant.merchant.merchantNo);
    expect(await home(till)).not.toContain("endpoint");
  });

  it("is an endpoint that fails, and one that was disabled", async () => {
    await app.api("/v1/webhook_endpoints", { body: { url: "http://127.0.0.1:9/hook" } });
    await order("A-1", 100, "succeeded");
    await app.settle();
    expect(await home()).toContain("See what it answered");
    await app.deps.write({
      statements: [{
        sql: "update endpoints set state = 'disabled', disabled_reason = 'dead'",
        args: [],
      }, { sql: "update deliveries set state = 'cancelled'", args: [] }],
    });
    expect(await home()).toContain("Check it and enable it again");
  });

  it("is money without a result", async () => {
    await unclearPayment(app);
    await pass(app, MOMENTS);
    await owner.signIn();
    expect(await home()).toContain("1 payment without a result");
  });

  it("is a charge that is polled too often, before it is blocked and while it is", async () => {
    const { contractId } = await chargeableContract(app);
    const never = 7_712;
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1", never))).json();
    await app.settle();
    const ask = () => app.api(`/v1/deductions/${deduction_id}`);
    for (let i = 1; i <= 20; i++) await ask();
    expect(await home()).not.toContain("polled too often");
    for (let i = 21; i <= 25; i++) await ask();
    expect(await home()).toContain(`${deduction_id} is polled too often: 25 times too early.`);
    const stranger = await joined(
      app,
      "owner",
      (await app.openMerchant("对面面馆")).merchant.merchantNo,
    );
    expect(await home(stranger)).not.toContain(deduction_id);
    for (let i = 26; i <= 60; i++) await ask();
    expect(await home()).toContain(`${deduction_id} was polled too often and is blocked until`);
  });

  it("is the last key that retires soon, not one that another outlives", async () => {
    const retire_at = new Date(app.clock.now() + days(6)).toISOString();
    const { kid } = await registerKey(app, "EdDSA", app.merchant, { retire_at });
    expect(await home()).toContain(`Your last key, ${kid}, retires at`);
    await registerKey(app, "EdDSA", app.merchant);
    expect(await home()).not.toContain("Your last key");
  });

  it("is a plan that was rejected, until it is applied for again", async () => {
    const { plan_id } = await (await app.api("/v1/plans", { body: planForm })).json();
    await decidePlan(app.deps, {
      planId: plan_id,
      verdict: { type: "rejected", reason: "每天上限太高" },
    });
    expect(await home()).toContain("每天上限太高");
    expect(await home()).toContain(`href="/console/plans/${plan_id}"`);
  });
});
