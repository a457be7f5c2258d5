import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "../../core/deps.ts";
import { createInstitutionNow } from "../../core/institution/institution_now.ts";
import { paths } from "../../core/paths.ts";
import { businessDay, days, seconds } from "../../core/time.ts";
import { createApp } from "../../routes/app.ts";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { get } from "../support/payer.ts";
import { type TwoPortals, twoPortals } from "../support/portals.ts";
import { joined, type Person } from "../support/staff.ts";
import type { TestApp } from "../support/test_app.ts";

let two: TwoPortals;
let app: TestApp;
let other: TestApp;
let admin: Person;
beforeAll(async () => {
  two = await twoPortals();
  [app, other] = two.portals;
  admin = await joined(app, "admin");
});
afterAll(() => two[Symbol.asyncDispose]());

const home = async (portal: TestApp = app) => await (await get(portal, "/")).text();
const wanted = { name: "江湾支付", phone: "95000", licence: "Z1234567890123" };
const terms = (day: string) => ({
  kind: "terms",
  first_day: day,
  zh: "第一条\r\n\r\n第二条",
  en: "One",
});
const today = () => businessDay(app.deps.now());

async function eventsOf(subjectId: string) {
  const [events] = await app.deps.load(app.deps.desk.eventsOf(subjectId, 10));
  return events;
}

describe("the institution", () => {
  it("is what the environment says until somebody sets it, and then what was set", async () => {
    expect(await home()).toContain("Z0000000000000");
    const answer = await admin.ask(paths.opsInstitution(), wanted);
    expect(answer.headers.get("location")).toBe(paths.opsInstitution());
    const html = await home();
    for (const text of Object.values(wanted)) expect(html).toContain(text);
    expect(html).not.toContain("Z0000000000000");
    expect(app.deps.config.institution).toBe("江湾支付");
    const [event] = await eventsOf("institution");
    expect(event).toMatchObject({ by: `staff:${admin.staff.staffId}`, data: wanted });
  });

  it("is known to another process a few seconds later, without a wait", async () => {
    expect(await home(other)).not.toContain("江湾支付");
    two.clock.advance(seconds(5));
    await home(other);
    await other.deps.institution.refresh();
    expect(await home(other)).toContain("江湾支付");
    const before = other.roundTrips();
    await home(other);
    expect(other.roundTrips()).toBe(before);
  });

  it("comes from the environment where it is left empty, and the same again changes nothing", async () => {
    await admin.ask(paths.opsInstitution(), { ...wanted, licence: "" });
    await admin.ask(paths.opsInstitution(), { ...wanted, licence: "" });
    expect(await home()).toContain("Z0000000000000");
    expect(await eventsOf("institution")).toHaveLength(2);
  });

  it("takes no text that could not be shown", async () => {
    const answer = await admin.ask(paths.opsInstitution(), { ...wanted, name: "a\u202Eb" });
    expect(answer.status).toBe(422);
    expect(await eventsOf("institution")).toHaveLength(2);
  });

  it("is set by whoever may, after a passkey", async () => {
    const support = await joined(app, "support");
    expect((await support.ask(paths.opsInstitution(), wanted)).status).toBe(403);
    const later = await joined(app, "admin");
    two.clock.advance(seconds(130));
    const answer = await later.ask(paths.opsInstitution(), wanted);
    expect(answer.headers.get("location")).toContain("/ops/confirmation");
    expect(await eventsOf("institution")).toHaveLength(2);
  });

  it("shows pages under the environment's name while the database was never read", async () => {
    const load: Deps["load"] = () => Promise.reject(new Error("away"));
    const { config: before, institutions, now, log } = app.deps;
    const config = { ...before, institution: "Countersign" };
    const institution = createInstitutionNow({ config, load, institutions, now, log });
    const deps = { ...app.deps, load, institution, config: institution.config };
    const pages = createApp(deps, await loadAssets());
    const answer = await pages.fetch(new Request("http://portal.test/"));
    expect(await answer.text()).toContain("<h1>Countersign</h1>");
  });
});

describe("the terms", () => {
  it("are those of the environment until a version of ours has begun", async () => {
    await admin.confirm();
    expect((await get(app, paths.legal("terms"))).status).toBe(404);
    expect(await home()).toContain('href="https://example.com/"');
    const tomorrow = businessDay((app.deps.now() + days(1)) as ReturnType<Deps["now"]>);
    const answer = await admin.ask(paths.opsLegalTexts(), terms(tomorrow));
    expect(answer.status).toBe(303);
    expect(await home()).toContain('href="https://example.com/"');
    expect((await get(app, paths.legal("terms"))).status).toBe(404);

    two.clock.advance(days(1));
    expect(await home()).toContain('href="/terms"');
    const html = await (await get(app, paths.legal("terms"))).text();
    expect(html).toContain("<p>第一条</p><p>第二条</p>");
    const english = await app.fetch(
      new Request("http://portal.test/terms", { headers: { "Accept-Language": "en" } }),
    );
    expect(await english.text()).toContain("<p>One</p>");
  });

  it("have a new version from its first day on, and the old one stays readable", async () => {
    await admin.signIn();
    await admin.ask(paths.opsLegalTexts(), { ...terms(today()), zh: "第二版" });
    expect(await (await get(app, paths.legal("terms"))).text()).toContain("第二版");
    expect(await (await get(app, paths.legal("terms", "1"))).text()).toContain("第一条");
    for (const version of ["3", "0", "x", "1x"]) {
      expect((await get(app, paths.legal("terms", version))).status).toBe(404);
    }
    const [event] = await eventsOf("legal_text:terms");
    expect(event).toMatchObject({ version: 2, by: `staff:${admin.staff.staffId}` });
  });

  it("never begin in the past, before those they follow, or without both languages", async () => {
    const wrong = [
      { ...terms("2026-01-01") },
      { ...terms("2026-13-01") },
      { ...terms(today()), en: " " },
      { ...terms(today()), kind: "other" },
      { ...terms(today()), zh: "字".repeat(20_001) },
    ];
    for (const fields of wrong) {
      const answer = await admin.ask(paths.opsLegalTexts(), fields);
      expect([fields.first_day, answer.status]).toEqual([fields.first_day, 422]);
    }
    expect(await eventsOf("legal_text:terms")).toHaveLength(2);
  });

  it("may be long, in Chinese too", async () => {
    const long = "字".repeat(20_000);
    const answer = await admin.ask(paths.opsLegalTexts(), { ...terms(today()), zh: long });
    expect(answer.status).toBe(303);
    expect(await (await get(app, paths.legal("terms"))).text()).toContain(long);
    const longest = await admin.ask(paths.opsLegalTexts(), {
      ...terms(today()),
      zh: long.repeat(4),
    });
    expect(longest.status).toBe(413);
  });

  it("have a privacy text beside them, linked once there is one", async () => {
    expect(await home()).not.toContain('href="/privacy"');
    await admin.ask(paths.opsLegalTexts(), { ...terms(today()), kind: "privacy", zh: "隐私" });
    expect(await home()).toContain('href="/privacy"');
    expect(await (await get(app, paths.legal("privacy"))).text()).toContain("隐私");
  });
});
