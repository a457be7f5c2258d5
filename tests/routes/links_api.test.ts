import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { milliseconds } from "../../core/time.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function opened(body: unknown = { subject: "柜台收款 Counter" }) {
  const answer = await app.api("/v1/links", { body });
  return { answer, link: await answer.json() };
}

describe("POST /v1/links", () => {
  it("opens a link whose amount the consumer types", async () => {
    const { answer, link } = await opened();
    const { link_id } = link;
    const url = `http://portal.test/l/${link_id}`;
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`/v1/links/${link_id}`);
    expect(link).toEqual({
      link_id: expect.stringMatching(/^lnk_[0-9A-Z]{26}$/),
      merchant_no: app.merchant.merchantNo,
      subject: "柜台收款 Counter",
      amount: null,
      currency: "CNY",
      state: "active",
      url,
      qr_svg_url: `${url}/qr.svg`,
      poster_url: `${url}/poster`,
      poster_svg_url: `${url}/poster.svg`,
      nfc_uri: url,
      nfc_tag_url: `${url}/tag.ndef`,
      emv_payload: expect.stringContaining(link_id),
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it("opens one with a fixed amount, up to the daily limit of a static code", async () => {
    expect((await opened({ subject: "停车 Parking", amount: 50_000 })).link.amount).toBe(50_000);
    const { answer, link: problem } = await opened({ subject: "停车 Parking", amount: 50_001 });
    expect([answer.status, problem.errors[0].path]).toEqual([422, "amount"]);
  });

  it("refuses a merchant number that was not granted static codes", async () => {
    const { secretKey } = await app.openMerchant("江湾地铁", { products: ["cashier"] });
    const answer = await app.api("/v1/links", { body: { subject: "车票" }, key: secretKey });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: "product_not_enabled",
      product: "static_code",
    });
  });
});

describe("PATCH /v1/links/{link_id}", () => {
  it("pauses and resumes, and what is so already stays as it is", async () => {
    const { link: { link_id } } = await opened();
    const set = async (state: string) => {
      const answer = await app.api(`/v1/links/${link_id}`, { method: "PATCH", body: { state } });
      return [answer.status, (await answer.json()).state];
    };
    expect(await set("active")).toEqual([200, "active"]);
    expect(await set("paused")).toEqual([200, "paused"]);
    expect(await set("paused")).toEqual([200, "paused"]);
    expect((await (await app.api(`/v1/links/${link_id}`)).json()).state).toBe("paused");
    expect(await set("active")).toEqual([200, "active"]);
    const [types] = await app.deps.load({
      statement: { sql: "select type from events where subject_id = ?", args: [link_id] },
      read: (rows) => rows.map((row) => row["type"]),
    });
    expect(types).toEqual(["link.opened", "link.paused", "link.resumed"]);
  });
});

describe("GET /v1/links", () => {
  it("lists them newest first, page by page", async () => {
    const shop = await app.openMerchant("面馆 Noodles");
    const made: string[] = [];
    for (const subject of ["一", "二", "三"]) {
      const answer = await app.api("/v1/links", { body: { subject }, key: shop.secretKey });
      made.unshift((await answer.json()).link_id);
      app.clock.advance(milliseconds(1));
    }
    const page = async (query: string) =>
      await (await app.api(`/v1/links?${query}`, { key: shop.secretKey })).json();
    const first = await page("limit=2");
    const second = await page(`limit=2&before=${first.next}`);
    const ids = (list: { data: { link_id: string }[] }) => list.data.map((each) => each.link_id);
    expect([ids(first), ids(second)]).toEqual([made.slice(0, 2), made.slice(2)]);
    expect(second.next).toBeNull();
  });

  it("costs one round trip, like reading one", async () => {
    const { link: { link_id } } = await opened();
    for (const path of ["/v1/links", `/v1/links/${link_id}`]) {
      const before = app.roundTrips();
      expect((await app.api(path)).status).toBe(200);
      expect(app.roundTrips() - before).toBe(1);
    }
  });
});
