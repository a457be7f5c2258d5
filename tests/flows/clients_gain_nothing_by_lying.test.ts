import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choose, orderOf, placeOrder, post } from "../support/payer.ts";
import { browserWith } from "../support/app_browser.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning, readSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CLOUD_PAY =
  "Mozilla/5.0 (iPhone) (com.unionpay.chsp) (UnionPay/1.0 CloudPay) (clientVersion 198)";
const PAY = { fields: { method: "quickpass" } };
const LYING = { "User-Agent": CLOUD_PAY };

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe("a browser that claims to be 云闪付", () => {
  it("cannot sign, decline, ask for a code or see a person", async () => {
    const plan_id = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id, contract_code: "liar-1" });
    const { ask } = browserWith(app);
    const page = await ask(`/sign/${signing_id}`, { headers: LYING });
    expect(await page.text()).toContain("You can&#39;t sign here.");
    for (const form of ["confirmation", "refusal", "code"]) {
      const answer = await post(app, `/sign/${signing_id}/${form}`, { lang: "en" }, CLOUD_PAY);
      expect(answer.status, form).toBe(409);
    }
    expect((await readSigning(app, signing_id)).state).toBe("open");
  });

  it("cannot open anyone's contracts", async () => {
    const answer = await browserWith(app).ask("/wallet", { headers: LYING });
    expect(textIn(await answer.text(), "h1")).toBe("Open My contracts");
  });

  it("is offered the app's own flow, which moves no money by itself", async () => {
    const order = await placeOrder(app);
    const page = await choose(app, order, "quickpass", "unionpay_app");
    expect(page).toMatch(/^\/sandbox\/wallet\//);
    await app.settle();
    expect(await orderOf(app, order)).toMatchObject({ state: "open", payment: null });
  });

  it("gets no product its merchant is not granted", async () => {
    const without = await testApp();
    try {
      const bare = await without.openMerchant("只有收银台 Cashier only", { products: ["cashier"] });
      const placed = await without.api("/v1/orders", {
        key: bare.secretKey,
        body: { merchant_order_no: "bare-1", amount: 1_000, subject: "茶" },
      });
      const { order_id } = await placed.json();
      const path = `/checkout/${order_id}/payments`;
      const refused = await post(without, path, { method: "quickpass" }, CLOUD_PAY);
      expect(refused.status).toBe(422);
      const balance = await post(without, path, { method: "balance" }, CLOUD_PAY);
      expect(balance.status).toBe(422);
    } finally {
      await without.close();
    }
  });
});

describe("a phone where the app did not open", () => {
  it("is offered UnionPay's own page next", async () => {
    const order = await placeOrder(app);
    const path = `/checkout/${order.orderId}`;
    const first = await browserWith(app).ask(`${path}/payments`, PAY);
    expect(first.headers.get("location")).toContain("/sandbox/wallet/");
    const cookies = first.headers.getSetCookie().map((each) => each.split(";")[0]);
    const { ask } = browserWith(app, cookies.join("; "));
    const [payment] = await paymentsOf(order.orderId);
    await ask(`${path}/payments/${payment?.id}/cancellation`, { fields: {} });

    const offered = await ask(path);
    expect(await offered.text()).toContain("Opens a UnionPay page for you to confirm");
    const second = await ask(`${path}/payments`, PAY);
    expect(second.headers.get("location")).toContain("/sandbox/cashier/");
    expect((await paymentsOf(order.orderId)).map(({ flow }) => flow).sort()).toEqual([
      "app_link",
      "wap_page",
    ]);
  });

  async function paymentsOf(orderId: string) {
    const [found] = await app.deps.load({
      statement: {
        sql: "select payment_id, flow from payments where order_id = ?",
        args: [orderId],
      },
      read: (rows) => rows.map((row) => ({ id: row["payment_id"], flow: row["flow"] })),
    });
    return found;
  }
});
