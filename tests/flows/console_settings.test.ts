import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { hiddenIn } from "../support/app_browser.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let house: TestMerchant;
let developer: Person;
beforeAll(async () => {
  app = await testApp();
  house = await app.openMerchant("清风茶馆", {
    mode: "live",
    returnUrls: ["https://shop.example.com/paid"],
  });
  developer = await joined(app, "developer", house.merchant.merchantNo);
});
afterAll(() => app.close());

const path = paths.consoleSettings();
const page = async (person = developer) => await (await person.ask(path)).text();
const version = async () => hiddenIn(await page())["version"] ?? "";

async function stored() {
  const [merchant] = await app.deps.load(app.deps.merchants.byNo(house.merchant.merchantNo));
  return { returnUrls: merchant?.returnUrls, embedOrigins: merchant?.embedOrigins };
}

describe("the settings of a number", () => {
  it("are set by its own people, and are what the API has", async () => {
    const saved = await developer.ask(path, {
      version: await version(),
      return_urls: "https://shop.example.com/paid\r\n\r\n https://shop.example.com/done \r\n",
      app_schemes: "teahouse://",
      embed_origins: "https://shop.example.com\nhttps://shop.example.com",
    });
    expect([saved.status, saved.headers.get("location")]).toEqual([303, `${path}?saved`]);
    expect(await stored()).toEqual({
      returnUrls: [
        "https://shop.example.com/paid",
        "https://shop.example.com/done",
        "teahouse://",
      ],
      embedOrigins: ["https://shop.example.com"],
    });
    const html = await (await developer.ask(`${path}?saved`)).text();
    expect(html).toContain("Saved.");
    expect(html).toContain(
      "https://shop.example.com/paid\nhttps://shop.example.com/done</textarea>",
    );
    expect(html).toContain("teahouse://</textarea>");
  });

  it("say under each field what is wrong with it, keep what was typed, and change nothing", async () => {
    const before = await stored();
    const wrong = await developer.ask(path, {
      version: await version(),
      return_urls: "https://shop.example.com\njavascript://alert",
      app_schemes: "https://shop.example.com",
      embed_origins: "https://shop.example.com/path",
    });
    const html = await wrong.text();
    expect(wrong.status).toBe(422);
    for (const field of ["return_urls", "app_schemes", "embed_origins"]) {
      expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
      expect(html).toContain(`id="${field}-problem"`);
    }
    expect(html).toContain("https://shop.example.com\njavascript://alert</textarea>");
    const many = Array.from({ length: 21 }, (_, n) => `https://s${n}.example.com`).join("\n");
    const tooMany = { version: await version(), return_urls: many };
    expect((await developer.ask(path, tooMany)).status).toBe(422);
    expect(await stored()).toEqual(before);
  });

  it("are not overwritten by a form that somebody else was quicker than", async () => {
    const old = await version();
    const first = { version: old, return_urls: "https://first.example.com" };
    expect((await developer.ask(path, first)).status).toBe(303);
    const stale = await developer.ask(path, { version: old, return_urls: "https://x.example.com" });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain("https://first.example.com</textarea>");
    expect((await stored()).returnUrls).toEqual(["https://first.example.com"]);
  });

  it("are not for everybody to see or change, and every change is recorded", async () => {
    for (const role of ["viewer", "till", "finance"] as const) {
      const person = await joined(app, role, house.merchant.merchantNo);
      expect([role, (await person.ask(path)).status]).toEqual([role, 403]);
      expect([role, (await person.ask(path, {})).status]).toEqual([role, 403]);
    }
    const owner = await joined(app, "owner", house.merchant.merchantNo);
    expect(await (await owner.ask(paths.audit("console"))).text()).toContain("merchant.changed");
  });
});
