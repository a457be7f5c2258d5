import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgreementId } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { openTestNumber } from "../../core/merchant/open_test_number.ts";
import { paths } from "../../core/paths.ts";
import { staffWords } from "../../views/staff/words.ts";
import { must } from "../support/fixtures.ts";
import { agreedSharing, operator, withdrawn } from "../support/sharing.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
let live: TestMerchant;
let owner: Person;
beforeAll(async () => {
  app = await testApp();
  live = await app.openMerchant("清风茶馆", { mode: "live" });
  owner = await joined(app, "owner", live.merchant.merchantNo);
});
afterAll(() => app.close());

const go = (person: Person, to: string) => person.ask(paths.place(), { to });
const drawnFor = (html: string) => [...html.matchAll(/name="drawn_for" value="(\w+)"/g)];

/** The number of the pages that this person gets, and whether they are marked as test. */
async function placeOf(person: Person): Promise<{ readonly no: string; readonly test: boolean }> {
  const html = await (await person.ask(paths.desk("console"))).text();
  const no = /<span class="mono">(\w{15})<\/span>/.exec(html)?.[1] ?? "";
  return { no, test: html.includes('<p class="strip">') };
}

async function testNumber(): Promise<Merchant> {
  const [found] = await app.deps.load(app.deps.merchants.testNumberOf(live.merchant.merchantNo));
  if (!found) throw new Error("There is no test number");
  return found;
}

async function eventsOf(type: string): Promise<number> {
  const [n] = await app.deps.load({
    statement: { sql: "select count(*) as n from events where type = ?", args: [type] },
    read: ([row]) => Number(row?.["n"]),
  });
  return n;
}

describe("a live number's test number", () => {
  it("is opened by its owner at once, its key is shown once, and it is the same ever after", async () => {
    const developer = await joined(app, "developer", live.merchant.merchantNo);
    expect((await developer.ask(paths.testNumber(), {})).status).toBe(403);

    const html = await (await owner.ask(paths.testNumber(), {})).text();
    const key = /value="(sk_test_\w+)"/.exec(html)?.[1] ?? "";
    const answer = await app.api("/v1/merchants", { key });
    expect(answer.status).toBe(200);
    const again = await (await owner.ask(paths.testNumber(), {})).text();
    expect(again).not.toContain("sk_test_");
    const number = await testNumber();
    expect(number).toMatchObject({ mode: "test", parentNo: undefined, enterpriseId: undefined });
    expect(await (await owner.ask(paths.testNumber())).text()).toContain(number.merchantNo);
  });

  it("is one, however many ask for it at once", async () => {
    const other = await app.openMerchant("对面面馆", { mode: "live" });
    const liveNo = other.merchant.merchantNo;
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => openTestNumber(app.deps, { liveNo, by: operator })),
    );
    const numbers = opened.map((each) => must(each).merchant.merchantNo);
    expect(new Set(numbers).size).toBe(1);
    expect(opened.filter((each) => must(each).secretKey !== undefined)).toHaveLength(1);
  });

  it("is none of a test number's", async () => {
    const person = await joined(app, "owner", app.merchant.merchant.merchantNo);
    expect((await person.ask(paths.testNumber())).status).toBe(404);
    expect((await person.ask(paths.testNumber(), {})).status).toBe(404);
  });

  it("is entered and left by everybody of the live number, each page saying where they are", async () => {
    const { merchantNo } = await testNumber();
    const till = await joined(app, "till", live.merchant.merchantNo);
    expect(await placeOf(till)).toEqual({ no: live.merchantNo, test: false });
    expect((await go(till, merchantNo)).status).toBe(303);
    expect(await placeOf(till)).toEqual({ no: merchantNo, test: true });
    expect((await go(till, live.merchantNo)).status).toBe(303);
    expect(await placeOf(till)).toEqual({ no: live.merchantNo, test: false });
  });

  it("has no staff of its own at first, and says whose work there", async () => {
    await go(owner, (await testNumber()).merchantNo);
    const html = await (await owner.ask(paths.staff("console"))).text();
    await go(owner, live.merchantNo);
    expect(html).toContain(staffWords("en").nobodyHere);
    expect(html).not.toContain("<table");
  });

  it("is not left for anything else", async () => {
    const { merchantNo } = await testNumber();
    const tester = await joined(app, "owner", merchantNo);
    for (const no of [live.merchantNo, app.merchant.merchantNo, "000000000000000", "", "x"]) {
      expect([no, (await go(tester, no)).status]).toEqual([no, 404]);
    }
    expect(await placeOf(tester)).toEqual({ no: merchantNo, test: true });
  });
});

describe("two tabs", () => {
  it("never act on the wrong number: a form of before is refused, and nothing changes", async () => {
    const { merchantNo } = await testNumber();
    const before = await (await owner.ask(paths.staffInvitation("console"))).text();
    expect(drawnFor(before).map(([, no]) => no)).toContain(live.merchantNo);
    await go(owner, merchantNo);

    const form = { name: "王五", mail: "wu@example.com", role: "viewer" };
    const invited = await eventsOf("staff.invited");
    const moved = [{ ...form, drawn_for: live.merchantNo }, form, { ...form, drawn_for: "x" }];
    for (const fields of moved) {
      const refused = await owner.ask(paths.staffInvitation("console"), fields);
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain("Nothing has changed.");
    }
    expect(await eventsOf("staff.invited")).toBe(invited);

    const after = await (await owner.ask(paths.staffInvitation("console"))).text();
    const posts = after.match(/<form[^>]*method="post"/g) ?? [];
    expect(drawnFor(after).map(([, no]) => no)).toEqual(posts.map(() => merchantNo));
    const taken = await owner.ask(paths.staffInvitation("console"), {
      ...form,
      drawn_for: merchantNo,
    });
    expect(taken.status).toBe(200);
    const [staff] = await app.deps.load(app.deps.staff.list(merchantNo));
    expect(staff.map(({ role }) => role)).toContain("viewer");
  });

  it("is recorded: what a live number's people did at the test number says where and from where", async () => {
    const { merchantNo } = await testNumber();
    const there = await (await owner.ask(paths.audit("console"))).text();
    expect(there).toContain("staff.invited");
    expect(there).toContain(`from ${live.merchantNo}`);
    await go(owner, live.merchantNo);
    const home = await (await owner.ask(paths.audit("console"))).text();
    expect(home).toContain(`at ${merchantNo}`);
    expect(home).toContain("staff.place_changed");
  });

  it("can work on staff of the test number, which has no owner of its own", async () => {
    const { merchantNo } = await testNumber();
    const guest = await joined(app, "viewer", merchantNo);
    await go(owner, merchantNo);
    const fields = { role: "developer", drawn_for: merchantNo };
    const changed = await owner.ask(paths.staffRole("console", guest.staff.staffId), fields);
    expect(changed.status).toBe(303);
    await go(owner, live.merchantNo);
  });
});

describe("a number below", () => {
  let child: TestMerchant;
  let agreementId: AgreementId;
  beforeAll(async () => {
    child = await app.openMerchant("档口", { mode: "live", parentNo: live.merchantNo });
  });

  it("is as absent as any other without an agreement by which the parent may act for it", async () => {
    expect((await go(owner, child.merchantNo)).status).toBe(404);
    const { merchantNo: parentNo } = live.merchant;
    await agreedSharing(app, { parentNo, sharesContracts: true, parentMay: [] });
    expect((await go(owner, child.merchantNo)).status).toBe(404);
  });

  it("is looked at under one, and nothing more, whatever somebody is at home", async () => {
    const { merchantNo: parentNo } = live.merchant;
    agreementId = await agreedSharing(app, { parentNo, parentMay: ["create", "refund"] });
    expect((await go(owner, child.merchantNo)).status).toBe(303);
    expect((await placeOf(owner)).no).toBe(child.merchantNo);
    const closed = [paths.staff("console"), paths.proposeOwnAccount(), paths.audit("console")];
    for (const path of [...closed, paths.testNumber(), paths.staffInvitation("console")]) {
      expect([path, (await owner.ask(path)).status]).toEqual([path, 403]);
    }
    const till = await joined(app, "till", live.merchant.merchantNo);
    expect((await go(till, child.merchantNo)).status).toBe(404);
  });

  it("is closed again by the withdrawal: the next page is at home", async () => {
    await withdrawn(app, agreementId);
    expect((await placeOf(owner)).no).toBe(live.merchantNo);
    const stale = { name: "x", mail: "x@example.com", role: "viewer", drawn_for: child.merchantNo };
    expect((await owner.ask(paths.staffInvitation("console"), stale)).status).toBe(409);
  });
});
