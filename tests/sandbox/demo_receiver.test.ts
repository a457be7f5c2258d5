import { runningClock } from "../support/fake_clock.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { endpointAt, happened, rows } from "../webhook/webhook_fixtures.ts";

const HOOK = "http://portal.test/demo/receiver/hook";
const PAGE = "http://portal.test/demo/receiver";

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    // The published verifier looks at the real clock.
    clock: runningClock(),
    send: async (url, headers, body) => {
      const answer = await app.fetch(new Request(url, { method: "POST", headers, body }));
      const nothing = { headers: {}, body: "", bytes: 0, retryAfter: undefined };
      return { type: "answered", status: answer.status, ...nothing };
    },
  });
  await endpointAt(app, HOOK);
});
afterAll(() => app.close());

async function page(path = PAGE, headers: Record<string, string> = {}) {
  const request = new Request(path, { headers: { accept: "text/html", ...headers } });
  const answer = await app.fetch(request);
  return { status: answer.status, html: await answer.text() };
}

const english = { "accept-language": "en" };

describe("GET /demo/receiver", () => {
  it("says what absence means, in both languages", async () => {
    expect((await page(PAGE, { "accept-language": "zh-CN" })).html).toContain("还没有通知");
    expect((await page(PAGE, english)).html).toContain("No webhooks yet");
  });

  it("shows each webhook with its signatures checked", async () => {
    await happened(app, "ctr_1");
    await deliverWebhooks(app.deps);
    const { status, html } = await page(PAGE, english);
    expect(status).toBe(200);
    expect(html).toContain("contract.resumed");
    expect(html).toContain("Webhook signature valid");
    expect(html).toContain("Portal signature valid");
    expect(html).not.toContain("does not hold");
  });

  it("says of a forged or unsigned one not to believe it", async () => {
    const [sent] = await rows(app, "select body, headers from demo_webhooks");
    const forged = new Request(HOOK, {
      method: "POST",
      headers: { "content-type": "application/json", ...JSON.parse(String(sent?.["headers"])) },
      body: String(sent?.["body"]).replace("ctr_1", "ctr_2"),
    });
    expect((await app.fetch(forged)).status).toBe(204);
    const { html } = await page(PAGE, english);
    expect(html).toContain("Webhook signature invalid: don&#39;t trust it");
    expect(html).toContain("Portal signature invalid: don&#39;t trust it");

    const bare = new Request(HOOK, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '<script>alert(1)</script>{"type":',
    });
    expect((await app.fetch(bare)).status).toBe(204);
    const after = await page(PAGE, english);
    expect(after.html).toContain("No webhook signature: don&#39;t trust it");
    expect(after.html).toContain("&lt;script&gt;");
    expect(after.html).not.toContain("<script>alert");
  });

  it("answers a poll that has seen everything with nothing, and news as a fragment", async () => {
    const [{ newest } = { newest: 0 }] = await rows(
      app,
      "select max(seq) as newest from demo_webhooks",
    );
    const poll = { "HX-Request-Type": "partial", ...english };
    expect((await page(`${PAGE}?mark=${newest}`, poll)).status).toBe(204);
    const { status, html } = await page(`${PAGE}?mark=1`, poll);
    expect(status).toBe(200);
    expect(html).toMatch(/^<div id="received"/);
    expect(html).toContain('hx-target="#status"');
  });

  it("keeps the last 200 and drops the rest", async () => {
    for (let n = 0; n < 210; n++) {
      await app.fetch(
        new Request(HOOK, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: `{"type":"n${n}"}`,
        }),
      );
    }
    const [{ n } = { n: 0 }] = await rows(app, "select count(*) as n from demo_webhooks");
    expect(n).toBe(200);
  });

  it("is not there outside demo mode", async () => {
    const live = await testApp({ config: { demo: false } });
    for (const request of [new Request(PAGE), new Request(HOOK, { method: "POST", body: "{}" })]) {
      expect((await live.fetch(request)).status).toBe(404);
    }
    await live.close();
  });
});
