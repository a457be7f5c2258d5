import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byStaff } from "../../core/actor.ts";
import { recordLook } from "../../core/audit/record_look.ts";
import { publishHead } from "../../core/audit/publish_head.ts";
import { paths } from "../../core/paths.ts";
import { businessDay, days } from "../../core/time.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let admin: Person;
let owner: Person;
beforeAll(async () => {
  app = await testApp();
  admin = await joined(app, "admin");
  owner = await joined(app, "owner", app.merchant.merchant.merchantNo);
});
afterAll(() => app.close());

async function page(person: Person, query = ""): Promise<string> {
  const answer = await person.ask(paths.audit(person.desk, query));
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** The numbers of the entries on a page, as they stand there. */
function numbersIn(html: string): readonly number[] {
  return [...html.matchAll(/scope="row">(\d+)</g)].map(([, no]) => Number(no));
}

const byOf = ({ staff }: Person) => `by=${encodeURIComponent(`staff:${staff.staffId}`)}`;

describe("what our own people did", () => {
  it("is listed newest first in pages that leave out nothing and repeat nothing", async () => {
    for (let times = 0; times < 45; times++) await look(admin, "counted");
    const [end] = await app.deps.load(app.deps.audit.end());
    const seen: number[] = [];
    let query: string | undefined = "";
    for (let pages = 0; query !== undefined; pages++) {
      expect(pages).toBeLessThan(10);
      const html: string = await page(admin, query);
      const numbers = numbersIn(html);
      expect(numbers.length).toBeGreaterThan(0);
      expect(numbers.length).toBeLessThanOrEqual(20);
      seen.push(...numbers);
      query = html.match(/href="\/ops\/audit\?(before=\d+)"/)?.[1];
    }
    expect(seen).toEqual(Array.from({ length: end.entries }, (_, i) => end.entries - i));
  });

  it("is found by who, by what and by day, also together and beyond the first page", async () => {
    await look(owner, "of its own");
    expect(await page(admin, byOf(owner))).toContain("of its own");
    expect(await page(admin, byOf(owner))).not.toContain("counted");
    const first = await page(admin, `${byOf(admin)}&type=audit.unmasked`);
    const next = first.match(/href="\/ops\/audit\?([^"]*before=\d+)"/)?.[1]?.replaceAll(
      "&amp;",
      "&",
    );
    const second = await page(admin, next);
    expect(numbersIn(first)).toHaveLength(20);
    expect(numbersIn(second)).toHaveLength(20);
    expect(Math.max(...numbersIn(second))).toBeLessThan(Math.min(...numbersIn(first)));
    expect(await page(admin, "type=staff.joined")).not.toContain("audit.unmasked");

    const before = businessDay(app.deps.now());
    app.clock.advance(days(1));
    await admin.signIn();
    await look(admin, "a day later");
    expect(await page(admin, `day=${before}`)).not.toContain("a day later");
    const today = await page(admin, `day=${businessDay(app.deps.now())}&type=audit.unmasked`);
    expect(today).toContain("a day later");
    expect(numbersIn(today)).toHaveLength(1);
    const wrong = await admin.ask(paths.audit("ops", "day=2026-13-01"));
    expect(wrong.status).toBe(422);
  });

  it("says a look for what it is, by name, and where the chain ends", async () => {
    const head = await publishHead(app.deps);
    const html = await page(admin, "type=audit.unmasked");
    expect(html).toContain(
      "Looked at unmasked data of con_01KAG8M0000000000000000001: name, phone",
    );
    expect(html).toContain("Reason: a day later");
    expect(html).toContain("<bdi>李四");
    expect(html).toContain(`${head.day}, up to entry ${head.entries}`);
    expect(await page(admin, "type=staff.joined")).toContain(
      paths.opsRecord(owner.staff.staffId),
    );
  });

  it("of a merchant number's staff is shown to its owner, and nothing else", async () => {
    await owner.signIn();
    const other = await app.openMerchant("江湾书店");
    const stranger = await joined(app, "owner", other.merchant.merchantNo);
    await look(stranger, "elsewhere");
    await look(owner, "once more");
    const html = await page(owner);
    expect(html).toContain("of its own");
    expect(html).toContain("once more");
    expect(html).not.toContain("elsewhere");
    expect(html).not.toContain("counted");
    expect(await page(owner, byOf(stranger))).not.toContain("elsewhere");
    expect(await page(owner, byOf(admin))).not.toContain("counted");
    expect(await page(owner, `day=${businessDay(app.deps.now())}`)).toContain("once more");
  });

  it("of whoever has left stays", async () => {
    const viewer = await joined(app, "viewer", app.merchant.merchant.merchantNo);
    await viewer.ask(paths.signOut("console"), {});
    await owner.confirm();
    await owner.ask(paths.staffRemoval("console", viewer.staff.staffId), {});
    const [gone] = await app.deps.load(app.deps.staff.byId(viewer.staff.staffId));
    expect(gone?.state).toBe("removed");
    expect(numbersIn(await page(owner, `${byOf(viewer)}&type=staff.signed_out`))).toHaveLength(1);
  });

  it("is downloaded whole as a table without formulas, or refused", async () => {
    await look(admin, "=HYPERLINK(1)");
    const answer = await admin.ask(
      paths.audit("ops", `${byOf(admin)}&type=audit.unmasked&format=csv`),
    );
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await answer.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 47);
    expect(lines[0]).toContain("Time (UTC+8)");
    expect(lines[1]).toMatch(/^\d+,"2026-\d\d-\d\d \d\d:\d\d:\d\d","李四","staff:stf_/);
    const mine = await (await owner.ask(paths.audit("console", "format=csv"))).text();
    expect(mine).not.toContain("Data");
    expect(mine).not.toContain(admin.staff.staffId);
    const reviewer = await joined(app, "reviewer");
    expect((await reviewer.ask(paths.audit("ops", "format=csv"))).status).toBe(403);

    await manyEntries(5_001);
    const refused = await admin.ask(paths.audit("ops", "format=csv"));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Narrow it");
    const narrow = await admin.ask(paths.audit("ops", "type=staff.joined&format=csv"));
    expect(narrow.status).toBe(200);
  });
});

function look(person: Person, reason: string): Promise<void> {
  return recordLook(app.deps, {
    by: byStaff(person.staff.staffId),
    of: "con_01KAG8M0000000000000000001",
    fields: ["name", "phone"],
    reason,
  });
}

/** In few units, because each of them goes on from the end of the chain. */
async function manyEntries(count: number): Promise<void> {
  const by = byStaff(admin.staff.staffId);
  const many = Array.from({ length: count }, () => ({
    type: "audit.unmasked" as const,
    auditId: app.deps.newId("aud"),
    of: "con_01KAG8M0000000000000000001",
    fields: ["name"] as const,
    reason: "many",
    eventId: app.deps.newId("evt"),
    at: app.deps.now(),
    by,
  }));
  for (let from = 0; from < many.length; from += 500) {
    await app.deps.commit(many.slice(from, from + 500));
  }
}
