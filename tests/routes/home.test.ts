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

  it("writes nothing", async () => {
    const before = app.roundTrips();
    const answer = await app.fetch(new Request("http://portal.test/"));
    await answer.text();
    expect(app.roundTrips() - before).toBe(0);
  });
});
