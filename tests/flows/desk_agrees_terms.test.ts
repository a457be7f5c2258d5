import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { setCalendar } from "../../core/calendar/set_calendar.ts";
import { agreeSettlement } from "../../core/settlement_terms/agree_settlement.ts";
import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { BusinessDay } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let li: Person;
let chen: Person;
beforeEach(async () => {
  app = await testApp();
  [li, chen] = [await joined(app, "reviewer"), await joined(app, "admin")];
});
afterEach(() => app.close());

const terms = { from: "2026-12-01", delay: "2", overdraft: "500.00" };

describe("terms of settlement at the desk", () => {
  it("are proposed by one, confirmed by another, and in the audit", async () => {
    const { merchantNo } = app.merchant.merchant;
    const given = { ...terms, account_of: merchantNo };
    const to = paths.opsSettlementTerms(merchantNo);
    await li.confirm();
    for (
      const wrong of [
        { from: "" },
        { delay: "31" },
        { delay: "x" },
        { overdraft: "1.234" },
        { account_of: "990100000000099" },
      ]
    ) {
      const answer = await li.ask(to, { ...given, ...wrong });
      expect([wrong, answer.status]).toEqual([wrong, 422]);
    }
    expect((await li.ask(to, given)).status).toBe(303);
    const page = paths.opsSettlementsOf(merchantNo);
    expect(await textOf(li, page)).toContain("Waits for a second person");
    expect((await confirm(li, page)).status).toBe(422);
    expect((await confirm(chen, page)).status).toBe(303);
    const [agreed] = await app.deps.load(app.deps.settlementTerms.of(merchantNo));
    expect(agreed).toMatchObject([
      { from: "2026-12-01", delay: 2, accountOf: merchantNo, overdraft: cny(50_000) },
    ]);
    expect(await textOf(li, page)).toContain("T+2");
    expect(await textOf(chen, paths.audit("ops"))).toContain("settlement_terms.agreed");
  });

  it("are refused when others were agreed for that day meanwhile, and by somebody who may not", async () => {
    const { merchantNo } = app.merchant.merchant;
    const given = { ...terms, account_of: merchantNo };
    const to = paths.opsSettlementTerms(merchantNo);
    await li.confirm();
    await li.ask(to, given);
    must(
      await agreeSettlement(app.deps, {
        merchantNo,
        from: terms.from as BusinessDay,
        delay: 1,
        accountOf: merchantNo,
        overdraft: cny(0),
        by: byOperator,
      }),
    );
    const refused = await confirm(chen, paths.opsSettlementsOf(merchantNo));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("agreed before");
    const support = await joined(app, "support");
    expect((await support.ask(to, given)).status).toBe(403);
    const [agreed] = await app.deps.load(app.deps.settlementTerms.of(merchantNo));
    expect(agreed.map(({ delay }) => delay)).toEqual([1]);
  });

  it("may pay to the account of a number above", async () => {
    const { merchantNo } = app.merchant.merchant;
    const child = await app.openMerchant("运河店", { parentNo: merchantNo });
    const no = child.merchant.merchantNo;
    expect(await textOf(li, paths.opsSettlementsOf(no))).toContain(`value="${merchantNo}"`);
    await li.confirm();
    const given = { ...terms, account_of: merchantNo };
    expect((await li.ask(paths.opsSettlementTerms(no), given)).status).toBe(303);
    expect((await confirm(chen, paths.opsSettlementsOf(no))).status).toBe(303);
    const [agreed] = await app.deps.load(app.deps.settlementTerms.of(no));
    expect(agreed).toMatchObject([{ accountOf: merchantNo }]);
  });
});

describe("the calendar at the desk", () => {
  const year = "2027";
  const written = "2027-02-05,off,春节\r\n2027-02-14,work,调休";

  it("is set by two people, a year at a time", async () => {
    await li.confirm();
    const to = paths.opsCalendar();
    for (const days of ["2027-02-30,off", "2026-02-05,off", "2027-02-05,off\n2027-02-05,work"]) {
      expect((await li.ask(to, { year, version: "0", days })).status).toBe(422);
    }
    const answer = await li.ask(to, { year, version: "0", days: written });
    expect(answer.status).toBe(303);
    const proposal = answer.headers.get("location") ?? "";
    expect(await textOf(chen, proposal)).toContain("2027-02-05");
    expect((await confirm(chen, proposal)).headers.get("location")).toBe(paths.opsCalendar(year));
    expect(await days()).toEqual([
      { day: "2027-02-05", kind: "off", name: "春节" },
      { day: "2027-02-14", kind: "work", name: "调休" },
    ]);
    expect(await textOf(li, paths.opsCalendar(year))).toContain("2027-02-05,off,春节");
    expect(await textOf(chen, paths.audit("ops"))).toContain("calendar.set");
  });

  it("is not set over what somebody else has set since", async () => {
    await li.confirm();
    const answer = await li.ask(paths.opsCalendar(), { year, version: "0", days: written });
    must(
      await setCalendar(app.deps, { year: 2027, text: "2027-05-01,off,劳动节", by: byOperator }),
    );
    const refused = await confirm(chen, answer.headers.get("location") ?? "");
    expect(refused.status).toBe(422);
    expect((await days()).map(({ day }) => day)).toEqual(["2027-05-01"]);
  });
});

async function days() {
  const [found] = await app.deps.load(app.deps.calendar.from("2027-01-01" as BusinessDay));
  return found.days;
}

async function textOf(person: Person, path: string): Promise<string> {
  const answer = await person.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}

/** What waits on this page. */
async function confirm(person: Person, path: string): Promise<Response> {
  const html = await textOf(chen, path);
  const [, action = ""] = /action="([^"]+\/confirmation)"/.exec(html) ?? [];
  const [, digest = ""] = /name="digest" value="(\w+)"/.exec(html) ?? [];
  await person.confirm();
  return await person.ask(action, { digest });
}
