import { createClient } from "@libsql/client";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { browserWith, cameIn } from "../support/app_browser.ts";
import { startMute } from "../support/mute_server.ts";
import { until } from "../support/patience.ts";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { tempFolder } from "../support/server.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

/** Short, so that nobody waits, and long enough for a busy machine to set up and look over a portal within it. */
const DEADLINE_MS = 1_000;

const tea = (merchant_order_no: string) => ({
  merchant_order_no,
  amount: 1250,
  currency: "CNY",
  subject: "Tea",
});

async function placed(app: TestApp, number: string): Promise<Response> {
  return await app.api("/v1/orders", { body: tea(number) });
}

/** Everything that is asked now is refused, in time and truly. */
async function refusesAll(app: TestApp, orderId: string): Promise<void> {
  for (const answer of [await app.api(`/v1/orders/${orderId}`), await placed(app, "A-2")]) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(["unavailable", "overloaded", "outcome_unknown"]).toContain((await answer.json()).code);
  }
  const page = await browserWith(app).ask(`/checkout/${orderId}`);
  expect(page.status).toBe(503);
  expect(page.headers.get("retry-after")).toBe("1");
  expect(await page.text()).toContain("A payment already made is safe.");
  expect((await app.fetch(new Request("http://portal.test/livez"))).status).toBe(200);
}

/** Without a restart, and nothing is there twice. */
async function worksAgain(app: TestApp): Promise<void> {
  await until(async () => (await placed(app, "A-2")).ok);
  const listed = await app.api("/v1/orders?merchant_order_no=A-2");
  expect(listed.status).toBe(200);
  expect((await listed.json()).data).toHaveLength(1);
}

describe("while the database server is away", () => {
  let sqld: Sqld;
  let app: TestApp;
  let orderId: string;

  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url, deadlineMs: DEADLINE_MS });
    orderId = (await (await placed(app, "A-1")).json()).order_id;
  });
  afterEach(async () => {
    await app.close();
    await sqld.stop();
  });

  it("answers 503 before a frozen server is thawed, and works again when it is", async () => {
    await sqld.freeze();
    await refusesAll(app, orderId);
    sqld.thaw();
    await worksAgain(app);
  });

  it("answers 503 before a killed server is restarted, and works again when it is", async () => {
    await sqld.kill();
    await refusesAll(app, orderId);
    await sqld.restart();
    await worksAgain(app);
  });

  it("answers everybody who waits when it freezes, not one after the other", async () => {
    await sqld.freeze();
    const numbers = Array.from({ length: 100 }, (_, i) => `B-${i}`);
    const answers = await Promise.all(numbers.map((number) => placed(app, number)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    sqld.thaw();
    await worksAgain(app);
  });
});

describe("while somebody else holds the lock of the database file", () => {
  it("reads, refuses to write, and writes again when the lock is released", async () => {
    const folder = await tempFolder();
    const url = `file:${join(folder.path, "locked.db")}`;
    const app = await testApp({ databaseUrl: url, deadlineMs: DEADLINE_MS });
    const orderId: string = (await (await placed(app, "A-1")).json()).order_id;
    const signing = await openedSigning(app, {
      plan_id: await approvedPlan(app),
      contract_code: "locked-1",
    });
    const consumer = await cameIn(app, `/sign/${signing.signing_id}`, "person_a");

    const outsider = createClient({ url });
    const lock = await outsider.transaction("write");
    // By now a session that is looked at would once have been touched.
    app.clock.advance(minutes(5));
    for (const path of ["/wallet", `/sign/${signing.signing_id}`, `/checkout/${orderId}`]) {
      expect((await consumer.ask(path)).status).toBe(200);
    }
    for (const number of ["A-2", "A-3"]) {
      const refused = await placed(app, number);
      expect(refused.status).toBe(503);
      expect(refused.headers.get("retry-after")).toBe("1");
      expect((await refused.json()).code).toBe("overloaded");
    }
    // Nobody is told that they were signed out while the session is still good.
    expect((await consumer.ask("/wallet/leave", { fields: {} })).status).toBe(503);
    expect((await app.fetch(new Request("http://portal.test/readyz"))).status).toBe(503);

    await lock.rollback();
    outsider.close();
    await worksAgain(app);
    const never = await app.api("/v1/orders?merchant_order_no=A-3");
    expect((await never.json()).data).toEqual([]);
    await app.close();
    await folder.remove();
  });
});

describe("GET /readyz", () => {
  it("answers before a frozen server is thawed, however long others would wait", async () => {
    const sqld = await startSqld();
    const app = await testApp({ databaseUrl: sqld.url });
    await sqld.freeze();
    const answer = await app.fetch(new Request("http://portal.test/readyz"));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(await answer.json()).toMatchObject({ part: "database" });
    sqld.thaw();
    await app.close();
    await sqld.stop();
  });

  it("answers while a process that starts still waits for its database", async () => {
    const sqld = await startSqld();
    await sqld.freeze();
    const env = { DEMO: "1", DATABASE_URL: sqld.url };
    const server = await startMute("full", { env, waitFor: "/livez" });
    const early = await fetch(`${server.url}/readyz`);
    expect(early.status).toBe(503);
    expect(early.headers.get("retry-after")).toBe("2");
    expect(await early.json()).toMatchObject({ status: "unavailable", part: "start" });
    sqld.thaw();
    await until(async () => {
      const answer = await fetch(`${server.url}/readyz`);
      await answer.body?.cancel();
      return answer.ok;
    });
    expect(await server.stop()).toBe(0);
    await sqld.stop();
  });
});
