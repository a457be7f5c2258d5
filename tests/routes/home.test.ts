import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe("GET /", () => {
  it.each([["zh-CN", "我的签约"], ["en", "My contracts"]])(
    "says in %s whose portal this is, and where to go",
    async (language, words) => {
      const headers = { accept: "text/html", "accept-language": language };
      const answer = await app.fetch(new Request("http://portal.test/", { headers }));
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(html).toContain(`<h1>${app.deps.config.institution}</h1>`);
      expect(html).toContain(words);
      const links = [...html.matchAll(/<h2><a class="link" href="([^"]+)"/g)].map((match) =>
        match[1] ?? ""
      );
      expect(links).toEqual(["/wallet", "/screen", "/console", "/docs"]);
      for (const link of links) {
        const page = await app.fetch(new Request(`http://portal.test${link}`, { headers }));
        const expected = link === "/console" ? 303 : 200;
        expect([link, page.status]).toEqual([link, expected]);
        await page.body?.cancel();
      }
    },
  );

  it("is in test mode like every page of a portal that moves no real money", async () => {
    const headers = { accept: "text/html", "accept-language": "en" };
    for (const path of ["/", "/nowhere", "/checkout/ord_1", "/l/lnk_1", "/wallet", "/docs"]) {
      const answer = await app.fetch(new Request(`http://portal.test${path}`, { headers }));
      const html = await answer.text();
      expect(html, path).toContain('<p class="strip">Test mode. No real money</p>');
      expect(html, path).toContain("Payment licence Z0000000000000");
    }
    const live = await testApp({ config: { demo: false, sandbox: false } });
    try {
      const html = await (await live.fetch(new Request("http://portal.test/", { headers }))).text();
      expect(html).toContain("Payment licence Z0000000000000");
      expect(html).not.toContain("Test mode");
    } finally {
      await live.close();
    }
  });

  it("writes nothing", async () => {
    const before = app.roundTrips();
    const answer = await app.fetch(new Request("http://portal.test/"));
    await answer.text();
    expect(app.roundTrips() - before).toBe(0);
  });
});
