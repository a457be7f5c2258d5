import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nearestName } from "../../routes/api/nearest_name.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { type Body, fieldsTable, type Row } from "./fields_table.ts";

let app: TestApp;
let table: Readonly<Record<string, Row>>;
beforeAll(async () => {
  app = await testApp();
  table = await fieldsTable();
});
afterAll(() => app.close());

interface Problem {
  readonly code: string;
  readonly errors?: readonly {
    readonly path: string;
    readonly code: string;
    readonly detail: string;
  }[];
}

async function ask(operation: string, body?: Body, query = "") {
  const [method = "", path = ""] = operation.split(" ");
  const filled = path.replace(/\{\w+\}/g, "none");
  const answer = await app.api(filled + query, { method, ...(body ? { body } : {}) });
  return { status: answer.status, problem: await answer.json() as Problem };
}

/** Every operation of the reference. */
async function operations(): Promise<readonly string[]> {
  const document = await (await app.fetch(new Request("http://portal.test/openapi.json"))).json();
  return Object.entries<Readonly<Record<string, unknown>>>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`)
  );
}

async function events(): Promise<unknown> {
  const [rows] = await app.deps.load({
    statement: { sql: "select count(*) as n from events", args: [] },
    read: (found) => [...found],
  });
  return rows;
}

describe("an unknown name", () => {
  it("is refused in the body of every operation, and changes nothing", async () => {
    const before = await events();
    const writes = (await operations()).filter((each) => !each.startsWith("GET "));
    expect(writes.length).toBeGreaterThan(20);
    for (const operation of writes) {
      const body = { ...table[operation]?.body, unheard_of: 1 };
      const { status, problem } = await ask(operation, body);
      const error = problem.errors?.find(({ path }) => path === "unheard_of");
      expect([operation, status, problem.code, error])
        .toEqual([operation, 422, "fields_invalid", {
          path: "unheard_of",
          code: "unknown",
          detail: "is not a known name",
        }]);
    }
    expect(await events()).toEqual(before);
  });

  it("is refused in the query of every operation", async () => {
    for (const operation of await operations()) {
      const { status, problem } = await ask(operation, table[operation]?.body, "?unheard_of=paid");
      expect([operation, status, problem.errors]).toEqual([
        operation,
        422,
        [{ path: "unheard_of", code: "unknown", detail: "is not a known name" }],
      ]);
    }
  });

  it.each([
    [
      "POST /v1/webhook_endpoints/{endpoint_id}/secrets",
      { overlap: 0 },
      "overlap",
      "overlap_seconds",
    ],
    ["PATCH /v1/webhook_endpoints/{endpoint_id}", { status: "disabled" }, "status", "state"],
    ["POST /v1/plans", { contract_day: 30 }, "contract_day", "contract_days"],
    ["POST /v1/orders", { merchantOrderNo: "A" }, "merchantOrderNo", "merchant_order_no"],
    ["POST /v1/orders", { expires: 60 }, "expires", "expires_in"],
    ["POST /v1/plans", { network_advance: { want: true } }, "network_advance.want", "wanted"],
    ["POST /v1/signings", { order: { amout: 1 } }, "order.amout", "amount"],
    ["POST /v1/test_helpers/clock", { advance_second: 5 }, "advance_second", "advance_seconds"],
    ["POST /v1/keys", { notBefore: "2026-11-20T08:00:00Z" }, "notBefore", "not_before"],
  ])("of %s %j is named with the one that was meant", async (operation, body, path, meant) => {
    const { status, problem } = await ask(operation, { ...table[operation]?.body, ...body });
    const error = problem.errors?.find((each) => each.path === path);
    expect([status, error]).toEqual([422, {
      path,
      code: "unknown",
      detail: `is not a known name; did you mean ${meant}?`,
    }]);
  });

  it("of a query has the nearest name too", async () => {
    const { problem } = await ask("GET /v1/orders", undefined, "?merchant_order=A-1");
    expect(problem.errors).toEqual([{
      path: "merchant_order",
      code: "unknown",
      detail: "is not a known name; did you mean merchant_order_no?",
    }]);
  });

  it("is free in metadata, in a public key, and in the queries of pages", async () => {
    const metadata = { unheard_of: "1", constructor: "2", toString: "3" };
    const body = { merchant_order_no: "U-1", amount: 100, subject: "茶", metadata };
    const placed = await app.api("/v1/orders", { body });
    expect(await placed.json()).toMatchObject({ metadata });
    const key = {
      jwk: { ...(table["POST /v1/keys"]?.body["jwk"] as Body), kid: "mine", ext: true },
    };
    expect((await app.api("/v1/keys", { body: key })).status).toBe(201);
    const page = await app.fetch(new Request("http://portal.test/docs?from=webview&utm=1"));
    expect(page.status).toBe(200);
  });

  it("may be __proto__, wherever it stands", async () => {
    const order = { merchant_order_no: "U-2", amount: 100, subject: "茶" };
    const json = JSON.stringify(order).slice(0, -1);
    const bodies = [
      [`${json},"__proto__":{"amount":1}}`, "__proto__"],
      [`${json},"metadata":{"table":"7","__proto__":"x"}}`, "metadata.__proto__"],
      [`${json},"metadata":{"\\u005f_proto__":"x"}}`, "metadata.__proto__"],
    ] as const;
    for (const [body, path] of bodies) {
      const answer = await app.fetch(
        new Request("http://portal.test/v1/orders", {
          method: "POST",
          headers: {
            Authorization: `Bearer ${app.merchant.secretKey}`,
            "Content-Type": "application/json",
          },
          body,
        }),
      );
      const { errors } = await answer.json();
      expect([answer.status, errors]).toMatchObject([422, [{ path, code: "unknown" }]]);
    }
    const { status, problem } = await ask("GET /v1/orders", undefined, "?__proto__=x");
    expect([status, problem.errors?.[0]?.path]).toEqual([422, "__proto__"]);
  });
});

describe("nearestName", () => {
  const known = ["merchant_order_no", "amount", "state", "limit", "before"];
  it.each([
    ["merchant-order-no", "merchant_order_no"],
    ["MERCHANT_ORDER_NO", "merchant_order_no"],
    ["merchant_ordr_n", "merchant_order_no"],
    ["amounts", "amount"],
    ["ammount", "amount"],
    ["status", "state"],
    ["page", undefined],
    ["x", undefined],
    ["", undefined],
    ["__proto__", undefined],
    ["x".repeat(100_000), undefined],
  ])("of %j", (given, meant) => {
    expect(nearestName(given, known)).toBe(meant);
  });
});
