import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../core/time.ts";
import { browserWith } from "../support/app_browser.ts";
import { PIN } from "../support/counters.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let owner: Person;
beforeAll(async () => {
  app = await testApp();
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
});
afterAll(() => app.close());

/** Adds a screen at the console; its path there, and its pairing code. */
async function added(name: string): Promise<{ readonly path: string; readonly code: string }> {
  const html = await (await owner.ask("/console/screen", { name })).text();
  const [, code = ""] = /<b class="mono" id="code">([^<]+)</.exec(html) ?? [];
  const list = await (await owner.ask("/console/screens")).text();
  const row = new RegExp(`href="(/console/screens/scr_\\w+)"><bdi>${name}<`);
  return { path: row.exec(list)?.[1] ?? "", code };
}

async function paired(code: string): Promise<string> {
  const answer = await browserWith(app).ask("/till/pairing", { fields: { code } });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/screen"]);
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const factsOf = async (path: string) =>
  (await (await owner.ask(path)).text()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("a merchant's screens at its console", () => {
  it("are added, paired by code, seen, and unpaired", async () => {
    const { path, code } = await added("柜台甲");
    expect(await factsOf(path)).toContain("Pairing Last seen Never");
    const till = await paired(code);
    app.clock.advance(minutes(3));
    await browserWith(app, till).ask("/screen");
    expect(await factsOf(path)).toMatch(/Paired Last seen 20 Nov 2026, \d\d:\d\d \(UTC\+8\)/);
    const csv = await (await owner.ask("/console/screens?format=csv&state=paired")).text();
    expect(csv).toContain('"柜台甲","Paired"');

    await owner.ask(`${path}/unpairing`, {});
    expect(await factsOf(path)).toContain("Unpaired");
    expect(await (await browserWith(app, till).ask("/screen")).text()).toContain(
      "Pair this screen",
    );
    await owner.confirm();
    expect((await owner.ask(`${path}/pin`)).status).toBe(404);
  });

  it("get a PIN and a limit, and another PIN locks the till", async () => {
    const { path, code } = await added("柜台乙");
    const till = await paired(code);
    expect(await (await browserWith(app, till).ask("/till")).text()).toContain("no PIN yet");
    expect(await (await browserWith(app, till).ask("/screen")).text()).not.toContain("door");
    for (const [pin, text] of [["123456", "too easy"], ["12345", "6 digits"]]) {
      const refused = await owner.ask(`${path}/pin`, { pin: pin! });
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(text!)]);
    }
    expect((await owner.ask(`${path}/pin`, { pin: PIN })).status).toBe(303);
    for (const [each, per_day] of [["10", "5"], ["x", "5"], ["-1", "5"], ["1", "99999999"]]) {
      const refused = await owner.ask(`${path}/refund-limit`, { each: each!, per_day: per_day! });
      expect([each, refused.status]).toEqual([each, 422]);
    }
    await owner.ask(`${path}/refund-limit`, { each: "10", per_day: "30.50" });
    expect(await factsOf(path)).toContain("¥10.00 each time, ¥30.50 a day");
    expect(await (await browserWith(app, till).ask("/screen")).text()).toContain('class="door"');

    const unlocked = await browserWith(app, till).ask("/till/unlock", { fields: { pin: PIN } });
    const open = `${till}; ${unlocked.headers.getSetCookie()[0]?.split(";")[0]}`;
    expect(await (await browserWith(app, open).ask("/till")).text()).toContain("Today, ");
    await owner.ask(`${path}/pin`, { pin: "135790" });
    expect(await (await browserWith(app, open).ask("/till")).text()).toContain("enter the PIN");
  });

  it("ask for the passkey before a PIN or a limit is set", async () => {
    const { path } = await added("柜台丙");
    app.clock.advance(minutes(3));
    for (const place of [`${path}/pin`, `${path}/refund-limit`]) {
      const answer = await owner.ask(place);
      expect([answer.status, answer.headers.get("location")])
        .toEqual([303, `/console/confirmation?to=${encodeURIComponent(place)}`]);
    }
    await owner.confirm();
    expect((await owner.ask(`${path}/pin`)).status).toBe(200);
  });

  it("are added and paired by shop assistants, whose tills others limit", async () => {
    const { path } = await added("柜台丁");
    const assistant = await joined(app, "till", app.merchant.merchant.merchantNo);
    expect((await assistant.ask(`${path}/pin`)).status).toBe(200);
    expect((await assistant.ask(`${path}/refund-limit`)).status).toBe(403);
    const html = await (await assistant.ask(path)).text();
    expect(html).toContain("/pin");
    expect(html).not.toMatch(/refund-limit|Refunded at this till/);
    const viewer = await joined(app, "viewer", app.merchant.merchant.merchantNo);
    const seen = await (await viewer.ask(path)).text();
    expect(seen).not.toMatch(/href="[^"]*\/(?:pin|refund-limit|unpairing)"/);
  });

  it("are another's to nobody", async () => {
    const { path } = await added("柜台戊");
    const { merchantNo } = (await app.openMerchant("面馆")).merchant;
    const stranger = await joined(app, "owner", merchantNo);
    for (
      const [place, fields] of [
        [path, undefined],
        [`${path}/pin`, { pin: PIN }],
        [`${path}/refund-limit`, { each: "1", per_day: "1" }],
        [`${path}/unpairing`, {}],
      ] as const
    ) {
      expect([place, (await stranger.ask(place, fields)).status]).toEqual([place, 404]);
    }
    expect(await (await stranger.ask("/console/screens")).text()).not.toContain("柜台戊");
    expect(await factsOf(path)).toContain("Pairing");
  });
});
