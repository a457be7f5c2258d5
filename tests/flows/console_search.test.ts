import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelOrderNo, parseId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { signedContract } from "../support/contracts.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
let till: Person;
let stranger: Person;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant.merchant;
  owner = await joined(app, "owner", merchantNo);
  till = await joined(app, "till", merchantNo);
  const other = await app.openMerchant("对面面馆");
  stranger = await joined(app, "owner", other.merchant.merchantNo);
  const made = async (path: string, body: unknown, key?: string) =>
    await (await app.api(path, { body, ...(key ? { key } : {}) })).json();
  const order = { merchant_order_no: "S-1", amount: 100, subject: "茶" };
  // The same number at somebody else's is nobody's business here.
  await made("/v1/orders", order, other.secretKey);
  const { order_id } = await made("/v1/orders", order);
  await made(`/v1/test_helpers/orders/${order_id}/payment`, { outcome: "succeeded" });
  const { refund_id } = await made(`/v1/orders/${order_id}/refunds`, {
    merchant_refund_no: "S-R-1",
    amount: 1,
  });
  const { contractId } = await signedContract(app);
  await app.settle();
  const { payment } = await (await app.api(`/v1/orders/${order_id}`)).json();
  const { data: [event] } = await (await app.api("/v1/events?type=order.paid")).json();
  ids = { order_id, refund_id, ...payment, contractId, event_id: event.event_id };
});
afterAll(() => app.close());

const at = (text: string, who = owner) => who.ask(paths.consoleSearch(text));

describe("the search box of a console", () => {
  it.each([
    ["an order by our id", () => ids["order_id"], () => paths.consoleOrder(ids["order_id"] ?? "")],
    ["an order by its own number", () => " S-1 ", () => paths.consoleOrder(ids["order_id"] ?? "")],
    [
      "a refund by its own number",
      () => "S-R-1",
      () => paths.consoleRefund(ids["refund_id"] ?? ""),
    ],
    [
      "a refund by our id",
      () => ids["refund_id"],
      () => paths.consoleRefund(ids["refund_id"] ?? ""),
    ],
    [
      "a refund by our number towards the channel",
      () => channelOrderNo(parseId("rfd", ids["refund_id"] ?? "") ?? "rfd_"),
      () => paths.consoleRefund(ids["refund_id"] ?? ""),
    ],
    [
      "a payment by the channel's number",
      () => ids["channel_txn_no"],
      () => `${paths.consoleOrder(ids["order_id"] ?? "")}#${ids["payment_id"]}`,
    ],
    ["an event by its id", () => ids["event_id"], () => paths.consoleOrder(ids["order_id"] ?? "")],
  ])("goes straight to %s", async (_, text, page) => {
    const answer = await at(text() ?? "");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, page()]);
  });

  it("lists what has no page yet, says what it took the number for, and finds nothing of others", async () => {
    const found = await (await at(ids["contractId"] ?? "")).text();
    expect(found).toContain(`<span class="mono">${ids["contractId"]}</span>`);
    expect(found).toContain("Read as one of our ids");
    for (const id of Object.values(ids)) {
      const answer = await at(id, stranger);
      expect([id, answer.status]).toEqual([id, 200]);
      expect(await answer.text()).toContain("Nothing has this number");
    }
    expect((await at("S-1", stranger)).headers.get("location")).not.toBe(
      paths.consoleOrder(ids["order_id"] ?? ""),
    );
  });

  it("shows nobody what their role may not see", async () => {
    expect((await at("S-1", till)).status).toBe(303);
    expect(await (await at("S-R-1", till)).text()).toContain("Nothing has this number");
  });

  it("is on every page of a console, and answers an empty box with what it takes", async () => {
    for (
      const path of [paths.desk("console"), paths.consoleList("orders"), paths.account("console")]
    ) {
      const html = await (await owner.ask(path)).text();
      expect(html).toMatch(/<form[^>]*action="\/console\/search" role="search">/);
    }
    expect(await (await at("")).text()).toContain("any of our IDs");
    expect((await at("x".repeat(1_000))).status).toBe(200);
    expect((await at("'; drop table orders; --")).status).toBe(200);
  });
});
