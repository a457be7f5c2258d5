import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SIGNING_LIFETIME } from "../../core/signing/signing.ts";
import { declineSigning } from "../../core/signing/decline_signing.ts";
import { browserWith, cameIn, tapSign } from "../support/app_browser.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let signingId: `sgn_${string}`;
let path: string;
beforeAll(async () => {
  app = await testApp();
});
let codes = 0;
beforeEach(async () => {
  const plan_id = await approvedPlan(app);
  const body = { plan_id, contract_code: `member-${++codes}` };
  signingId = (await openedSigning(app, body)).signing_id;
  path = `/sign/${signingId}`;
});
afterAll(() => app.close());

const page = async () => await (await browserWith(app).ask(`${path}?screen=1`)).text();
const lookOf = (html: string) => /<main id="screen" class="screen (\w+)"/.exec(html)?.[1];
const asksOf = (html: string) => /hx-get="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the screen of a signing", () => {
  it("shows the code, the limits where an order has its amount, and who asks", async () => {
    const before = app.roundTrips();
    const html = await page();
    expect(app.roundTrips() - before).toBe(1);
    expect(lookOf(html)).toBe("showing");
    expect(html).toMatch(/class="code m\d\d"/);
    const limits = /<dl class="limits[^"]*">(.*?)<\/dl>/s.exec(html)?.[1] ?? "";
    expect(limits.replace(/<dd>|<[^>]+>/g, (tag) => tag === "<dd>" ? " " : ""))
      .toBe("Per charge, up to ¥100.00Per day, up to ¥1,234.50");
    expect(html).toContain("清风茶馆 Breeze Teahouse");
    expect(textIn(html, "h1")).toBe("Scan with UnionPay on your phone");
    expect(html).not.toMatch(/<(?:button|form|input)\b/);
    expect(html).toContain(`content="5;url=${path}?screen=1"`);
  });

  it("names nobody, whoever used the browser before", async () => {
    const { ask } = await cameIn(app, path);
    const html = await (await ask(`${path}?screen=1`)).text();
    expect(lookOf(html)).toBe("showing");
    expect(html).not.toContain("199****0001");
    await tapSign({ cookie: "", ask }, path);
    const signed = await (await ask(`${path}?screen=1`)).text();
    expect(lookOf(signed)).toBe("signed");
    expect(signed).not.toMatch(/199\*|\*{4}|尾号|ending in/);
  });

  it("turns to signed, with the seal", async () => {
    const before = await page();
    expect((await browserWith(app).ask(asksOf(before))).status).toBe(204);
    await tapSign(await cameIn(app, path), path);
    const change = await (await browserWith(app).ask(asksOf(before))).text();
    expect(lookOf(change)).toBe("signed");
    expect(change).toContain("Signed. Nothing was charged.</hx-partial>");
    expect(change).toContain("seal filled");
    expect(asksOf(change)).toBe("");
    expect(await page()).not.toContain("http-equiv");
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["declined", () => declineSigning(app.deps, { signingId }), "Not signed Nothing was charged."],
    [
      "expired",
      () => Promise.resolve(app.clock.advance(SIGNING_LIFETIME)),
      "Expired This link has expired. Nothing was signed or charged. Go back to the shop and open it again.",
    ],
  ])("turns to %s", async (look, happens, heading) => {
    const before = await page();
    await happens();
    const change = await (await browserWith(app).ask(asksOf(before))).text();
    expect([lookOf(change), textIn(change, "h1").replace(/\s+/g, " ")]).toEqual([look, heading]);
    expect(change).not.toContain('class="code');
    expect(change).not.toContain("seal");
    const stream = asksOf(before).replace("/status", "/stream");
    const told = await (await browserWith(app).ask(stream)).text();
    expect(told).toContain(`event: changed\ndata: ${signingId}.${look}`);
  });

  it("is not there for an unknown signing", async () => {
    for (const unknown of [app.deps.newId("sgn"), "sgn_x"]) {
      for (const place of ["?screen=1", "/screen/status"]) {
        const answer = await browserWith(app).ask(`/sign/${unknown}${place}`);
        expect([place, answer.status]).toEqual([place, 404]);
      }
      expect((await browserWith(app).ask(`/sign/${unknown}/screen/stream`)).status).toBe(404);
    }
  });
});
