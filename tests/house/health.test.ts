import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { healthRoutes } from "../../routes/api/health.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;

beforeEach(async () => {
  app = await testApp();
});

afterEach(() => app.close());

describe("GET /readyz", () => {
  it("writes a row and finds it through another connection", async () => {
    const answer = await healthRoutes(app.deps).request("/readyz");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: "ok",
      database: { durability: "full" },
      warnings: [],
    });
  });

  it("says so when acknowledged writes may not survive power loss", async () => {
    const canary = {
      ...app.deps.canary,
      durability: () => ({
        statement: { sql: "SELECT 1 AS synchronous", args: [] },
        read: () => "relaxed" as const,
      }),
    };
    const answer = await healthRoutes({ ...app.deps, canary }).request("/readyz");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("set its durability to strong");
  });

  it("answers 503 when a write is acknowledged but no other connection sees it", async () => {
    const write = () => Promise.resolve({ type: "committed" as const, rows: [] });
    const answer = await healthRoutes({ ...app.deps, write }).request("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ part: "read" });
  });

  it("answers 503 when the queue is full or the database is gone", async () => {
    const full = () => Promise.resolve({ type: "overloaded" as const });
    const gone = () => Promise.reject(new TypeError("fetch failed"));
    expect((await healthRoutes({ ...app.deps, write: full }).request("/readyz")).status).toBe(503);
    expect((await healthRoutes({ ...app.deps, write: gone }).request("/readyz")).status).toBe(503);
  });

  it("writes once a second however often it is called", async () => {
    const routes = healthRoutes(app.deps);
    const before = app.roundTrips();
    for (let i = 0; i < 20; i++) await routes.request("/readyz");
    expect(app.roundTrips() - before).toBe(2);
    app.clock.advance(seconds(1));
    await routes.request("/readyz");
    expect(app.roundTrips() - before).toBe(4);
  });
});

describe("GET /livez", () => {
  it("makes no request", async () => {
    const before = app.roundTrips();
    expect((await healthRoutes(app.deps).request("/livez")).status).toBe(200);
    expect(app.roundTrips() - before).toBe(0);
  });
});
