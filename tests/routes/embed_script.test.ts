import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

function get(headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return app.fetch(new Request("http://portal.test/embed.js", { headers }));
}

describe("GET /embed.js", () => {
  it("is a script that any page may load and keeps for five minutes", async () => {
    const answer = await get();
    expect([answer.status, answer.headers.get("content-type")])
      .toEqual([200, "text/javascript; charset=utf-8"]);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("is not sent again to a consumer who already has it", async () => {
    const tag = (await get()).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"embed\.[0-9a-f]{8}\.js"$/);
    const again = await get({ "If-None-Match": `"old", W/${tag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await get({ "If-None-Match": '"old"' })).status).toBe(200);
  });

  it("is under 4 kB gzipped, and neither makes code from text nor touches cookies", async () => {
    const text = await (await get()).text();
    expect(gzipSync(text).length).toBeLessThan(4_000);
    expect(text).not.toMatch(/\beval\b|new Function|innerHTML|document\.cookie|localStorage|"\*"/);
  });
});
