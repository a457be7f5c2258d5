import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe("a query", () => {
  it.each([
    ["/v1/orders?limit=0", "limit", "too_small"],
    ["/v1/orders?limit=101", "limit", "too_big"],
    ["/v1/orders?limit=1.5", "limit", "wrong_type"],
    ["/v1/orders?limit=x", "limit", "wrong_type"],
    ["/v1/orders?limit=1&limit=1", "limit", "repeated"],
    [`/v1/orders?before=${"x".repeat(65)}`, "before", "too_long"],
    [`/v1/orders?merchant_order_no=${"x".repeat(65)}`, "merchant_order_no", "too_long"],
    ["/v1/plans?limit=0", "limit", "too_small"],
    [`/v1/plans?before=${"x".repeat(65)}`, "before", "too_long"],
    ["/v1/contracts?limit=101", "limit", "too_big"],
    [`/v1/contracts?contract_code=${"x".repeat(65)}`, "contract_code", "too_long"],
    ["/v1/events?type=order", "type", "not_allowed"],
    ["/v1/events?type=order.paid&type=order.closed", "type", "repeated"],
    ["/v1/events?limit=-1", "limit", "too_small"],
  ])("like %s is refused", async (path, name, code) => {
    const answer = await app.api(path);
    const problem = await answer.json();
    expect([answer.status, problem.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ path: name, code }),
    ]);
  });
});
