import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LinkId } from "../../core/id.ts";
import { uriMessage } from "../../core/qr/ndef.ts";
import { browserWith } from "../support/app_browser.ts";
import { openedLink } from "../support/links.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let linkId: LinkId;
beforeAll(async () => {
  app = await testApp();
  linkId = await openedLink(app, 1_800);
});
afterAll(() => app.close());

const get = (path: string) => browserWith(app).ask(path);

async function paused(): Promise<LinkId> {
  const other = await openedLink(app);
  await app.api(`/v1/links/${other}`, { method: "PATCH", body: { state: "paused" } });
  return other;
}

describe("GET /l/:linkId/poster", () => {
  it("is the poster in both languages, with the amount, the rule and whose it is", async () => {
    const html = await (await get(`/l/${linkId}/poster`)).text();
    for (
      const text of [
        "清风茶馆",
        "Breeze Teahouse",
        "付款前核对店名 / Check the shop name",
        "¥18.00",
        "用云闪付或银行 App 扫码",
        "静态码每天最多 ¥500.00。",
        "Limited to ¥500.00 a day.",
        `商户号尾号 ${app.merchant.merchantNo.slice(-4)}`,
      ]
    ) expect(html).toContain(text);
    expect(html).toContain("Test mode. No real money");
  });

  it("has no code and no tag while the link is paused, and says so", async () => {
    const html = await (await get(`/l/${await paused()}/poster`)).text();
    expect(html).toContain("已暂停");
    expect(html).toContain("This code is paused, so the poster doesn&#39;t show it.");
    expect(html).not.toContain("crispEdges");
    expect(html).not.toContain("碰一碰付款");
  });

  it("knows no unknown link", async () => {
    expect((await get("/l/lnk_01KAG8M0000000000000000009/poster")).status).toBe(404);
  });
});

describe("a link's files", () => {
  it("may be shown in a merchant's own page, and the code and the tag may be cached", async () => {
    const kinds = {
      "poster.svg": ["image/svg+xml", "no-store"],
      "qr.svg": ["image/svg+xml", "public, max-age=86400"],
      "tag.ndef": ["application/octet-stream", "public, max-age=86400"],
    };
    for (const [name, expected] of Object.entries(kinds)) {
      const { status, headers } = await get(`/l/${linkId}/${name}`);
      const found = [headers.get("content-type"), headers.get("cache-control")];
      expect([name, status, ...found]).toEqual([name, 200, ...expected]);
      expect(headers.get("cross-origin-resource-policy")).toBeNull();
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("are a tag's bytes that open the link's page", async () => {
    const answer = await get(`/l/${linkId}/tag.ndef`);
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${linkId}.ndef"`);
    expect(new Uint8Array(await answer.arrayBuffer()))
      .toEqual(uriMessage(`http://portal.test/l/${linkId}`));
  });

  it("are whole documents", async () => {
    for (const name of ["poster.svg", "qr.svg"]) {
      const text = await (await get(`/l/${linkId}/${name}`)).text();
      expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>$/);
    }
  });

  it("are not there for a link that is not there", async () => {
    for (const name of ["poster.svg", "qr.svg", "tag.ndef"]) {
      const answer = await get(`/l/lnk_01KAG8M0000000000000000009/${name}`);
      expect([answer.status, (await answer.json()).code]).toEqual([404, "link_not_found"]);
    }
  });
});
