import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isLicenceNo } from "../../core/enterprise/enterprise.ts";
import { merchantNo } from "../../core/id.ts";
import { type OpenMerchant, openMerchant } from "../../core/merchant/open_merchant.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;

describe("a merchant's children", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("are opened at once in test mode, with a key that is shown once and works", async () => {
    const body = { name: "运河店", reference: "canal", products: ["cashier"] };
    const first = await app.api("/v1/merchants", { body });
    const child = await first.json();
    expect([first.status, child]).toMatchObject([201, {
      parent_no: app.merchant.merchantNo,
      reference: "canal",
      name: "运河店",
      mode: "test",
      state: "active",
      app_id: app.merchant.merchant.appId,
      products: ["cashier"],
    }]);
    expect(first.headers.get("Location")).toBe(`/v1/merchants/${child.merchant_no}`);
    const own = await app.api(`/v1/merchants/${child.merchant_no}`, { key: child.secret_key });
    const { secret_key: _, ...shown } = child;
    expect(await own.json()).toEqual(shown);

    const again = await app.api("/v1/merchants", { body });
    expect([again.status, await again.json()]).toEqual([200, { ...shown, secret_key: null }]);
    const other = await app.api("/v1/merchants", { body: { ...body, name: "别的店" } });
    expect([other.status, (await other.json()).code]).toEqual([409, "reference_reused"]);
  });

  it("are seen and changed by those above, at any depth, and by nobody else", async () => {
    const child = await opened({ name: "分店" });
    const deep = await opened({ name: "档口" }, child.secret_key);
    const stranger = await app.openMerchant("对面面馆");
    const listed = await (await app.api("/v1/merchants")).json();
    expect(listed.data.map((each: { name: string }) => each.name)).toEqual(["档口", "分店"]);
    const path = `/v1/merchants/${deep.merchant_no}`;
    const changes = { name: "新档口", return_urls: ["https://shop.example/back"] };
    const changed = await app.api(path, { method: "PATCH", body: changes });
    expect([changed.status, await changed.json()]).toMatchObject([200, changes]);
    expect((await (await app.api(path)).json()).name).toBe("新档口");

    const asked: readonly (readonly [string, string, string])[] = [
      [stranger.secretKey, "GET", path],
      [stranger.secretKey, "PATCH", path],
      [deep.secret_key, "GET", `/v1/merchants/${child.merchant_no}`],
      [child.secret_key, "PATCH", `/v1/merchants/${app.merchant.merchantNo}`],
      [app.merchant.secretKey, "GET", `/v1/merchants/${stranger.merchantNo}`],
      [app.merchant.secretKey, "GET", "/v1/merchants/nobody"],
    ];
    for (const [key, method, to] of asked) {
      const answer = await app.api(to, { method, key, ...(method === "GET" ? {} : { body: {} }) });
      expect([method, to, answer.status, (await answer.json()).code])
        .toEqual([method, to, 404, "merchant_not_found"]);
    }
    expect((await (await app.api("/v1/merchants", { key: stranger.secretKey })).json()).data)
      .toEqual([]);
  });

  it("have at most their parent's products, whichever changes", async () => {
    const narrow = await app.openMerchant("窄店", { products: ["cashier", "contract"] });
    const beyond = await app.api("/v1/merchants", {
      body: { name: "分店", products: ["cashier", "static_code"] },
      key: narrow.secretKey,
    });
    expect([beyond.status, await beyond.json()]).toMatchObject([403, {
      code: "products_beyond_parent",
      products: ["static_code"],
    }]);
    const child = await opened({ name: "分店" }, narrow.secretKey);
    expect(child.products).toEqual(["cashier", "contract"]);
    const deep = await opened({ name: "档口", products: ["contract"] }, child.secret_key);
    const narrowed = await app.api(`/v1/merchants/${child.merchant_no}`, {
      method: "PATCH",
      body: { products: ["cashier"] },
      key: narrow.secretKey,
    });
    expect([narrowed.status, await narrowed.json()]).toMatchObject([409, {
      code: "products_below_children",
      products: ["contract"],
    }]);
    await app.api(`/v1/merchants/${deep.merchant_no}`, {
      method: "PATCH",
      body: { products: [] },
      key: narrow.secretKey,
    });
    const now = await app.api(`/v1/merchants/${child.merchant_no}`, {
      method: "PATCH",
      body: { products: ["cashier"] },
      key: narrow.secretKey,
    });
    expect(now.status).toBe(200);
  });

  it("keep, when live, what the operator examined", async () => {
    const parent = await app.openMerchant("真店", { mode: "live" });
    const child = await app.openMerchant("真分店", { mode: "live", parentNo: parent.merchantNo });
    const changed = await app.deps.load(app.deps.merchants.inLine({
      type: "portal",
      merchantNo: parent.merchant.merchantNo,
    }, child.merchant.merchantNo));
    expect(changed[0]?.merchant.name).toBe("真分店");
    const own = await app.api(`/v1/merchants/${app.merchant.merchantNo}`, {
      method: "PATCH",
      body: { name: "新名", return_urls: [] },
    });
    expect([own.status, await own.json()]).toMatchObject([403, {
      code: "merchant_change_not_allowed",
      fields: ["name", "return_urls"],
    }]);
  });

  it("refuse an address that nobody may be sent back to", async () => {
    const answer = await app.api("/v1/merchants", {
      body: { name: "分店", return_urls: ["javascript:alert(1)"] },
    });
    expect([answer.status, (await answer.json()).code]).toEqual([403, "return_url_not_allowed"]);
  });
});

describe("an enterprise", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("has one name, whoever registers it", async () => {
    expect((await openMerchant(app.deps, root(0))).ok).toBe(true);
    const other = { ...root(1), enterprise: { licenceNo: LICENCE, name: "别的公司" } };
    expect(await openMerchant(app.deps, other)).toMatchObject({
      ok: false,
      error: { code: "legal_name_differs", legal_name: "青瓷餐饮有限公司" },
    });
  });

  it("is its children's, unless they have a licence of their own", async () => {
    await openMerchant(app.deps, root(0));
    const child = { ...root(1), parentNo: root(0).merchantNo, enterprise: undefined };
    const apart = {
      ...root(2),
      parentNo: root(0).merchantNo,
      enterprise: { licenceNo: "91000000MA0000001R", name: "运河餐饮有限公司" },
    };
    for (const each of [child, apart]) expect((await openMerchant(app.deps, each)).ok).toBe(true);
    const [own, others] = await app.deps.load(
      app.deps.enterprises.ofMerchant(child.merchantNo),
      app.deps.enterprises.ofMerchant(apart.merchantNo),
    );
    expect([own?.licenceNo, others?.licenceNo]).toEqual([LICENCE, "91000000MA0000001R"]);
  });
});

describe("a licence number", () => {
  it("has a check character", () => {
    expect(isLicenceNo(LICENCE)).toBe(true);
    expect(isLicenceNo(`${LICENCE.slice(0, -1)}0`)).toBe(false);
    expect(isLicenceNo(LICENCE.replace("9", "8"))).toBe(false);
    expect(isLicenceNo("91000000MA000000I5")).toBe(false);
    expect(isLicenceNo("")).toBe(false);
  });
});

describe("many at once, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());
  stories(() => app);
});

describe("many at once, on a libSQL server, at two portals", () => {
  let sqld: Sqld;
  let second: TestApp;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    second = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await second.close();
    await app.close().finally(() => sqld.stop());
  });
  stories(() => second);
});

const LICENCE = "91000000MA0000000N";

function stories(elsewhere: () => TestApp) {
  it("register one enterprise of one licence", async () => {
    const opening = Array.from(
      { length: 10 },
      (_, i) => openMerchant((i % 2 ? elsewhere() : app).deps, root(i)),
    );
    const results = await Promise.all(opening);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await count("enterprises")).toBe(1);
    expect(await count("merchants where enterprise_id is not null")).toBe(10);
  });

  it("open one child under one reference", async () => {
    const body = { name: "分店", reference: "one" };
    const key = app.merchant.secretKey;
    const answers = await Promise.all(
      Array.from(
        { length: 10 },
        (_, i) => (i % 2 ? elsewhere() : app).api("/v1/merchants", { body, key }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(await count("merchants where reference = 'one'")).toBe(1);
  });

  it("leave no child with a product that its parent has just lost", async () => {
    const parent = await opened({ name: "中层" });
    const narrow = () =>
      app.api(`/v1/merchants/${parent.merchant_no}`, {
        method: "PATCH",
        body: { products: ["cashier"] },
      });
    const open = (i: number) =>
      elsewhere().api("/v1/merchants", {
        body: { name: `档口 ${i}`, products: ["contract"] },
        key: parent.secret_key,
      });
    const [narrowed, ...children] = await Promise.all([narrow(), ...[1, 2, 3, 4].map(open)]);
    const made = children.filter(({ status }) => status === 201).length;
    expect(narrowed?.status === 200 ? made : "kept").toBe(narrowed?.status === 200 ? 0 : "kept");
    expect(
      await count(`merchants c join merchants p on p.merchant_no = c.parent_no,
      json_each(c.products) granted
      where granted.value not in (select value from json_each(p.products))`),
    ).toBe(0);
  });
}

function root(i: number): OpenMerchant {
  return {
    merchantNo: merchantNo(`99010000000010${i}`),
    parentNo: undefined,
    name: `门店 ${i}`,
    mode: "live",
    products: [],
    returnUrls: [],
    enterprise: { licenceNo: LICENCE, name: "青瓷餐饮有限公司" },
  };
}

async function opened(body: unknown, key = app.merchant.secretKey) {
  const answer = await app.api("/v1/merchants", { body, key });
  expect(answer.status).toBe(201);
  return await answer.json() as {
    readonly merchant_no: TestMerchant["merchantNo"];
    readonly secret_key: string;
    readonly products: readonly string[];
  };
}

async function count(from: string): Promise<number> {
  const [n] = await app.deps.load({
    statement: { sql: `select count(*) as n from ${from}`, args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return n;
}
