import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { minutes } from "../../core/time.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let reviewer: Person;
beforeEach(async () => {
  app = await testApp();
  reviewer = await operator("reviewer");
});
afterEach(() => app.close());

async function operator(role: Role): Promise<Person> {
  const found = await joined(app, role);
  await found.confirm();
  return found;
}

async function page(path: string, who = reviewer): Promise<string> {
  const answer = await who.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}

const form = { kind: "phone", value: "199 0000 0001", reason: "警方来函" };

async function added(fields: Readonly<Record<string, string>> = form): Promise<string> {
  const answer = await reviewer.ask(paths.opsNewBlock(), fields);
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

describe("POST /ops/block", () => {
  it("puts somebody on the list at once, and shows only the ends of the number", async () => {
    const { contractId } = await chargeableContract(app);
    const place = await added();
    expect(place).toMatch(/^\/ops\/blocks\/blk_/);
    expect((await charge(app, refill(contractId))).status).toBe(409);
    for (const html of [await page(place), await page(paths.opsBlocks())]) {
      expect(html).toContain("199****0001");
      expect(html).toContain("警方来函");
      expect(html).not.toContain("19900000001");
    }
    expect(await page(place)).toContain("Consumers we know</dt><dd>1");
    expect(await added({ ...form, value: "+8619900000001" })).toBe(place);
  });

  it("wants a passkey that was used just now", async () => {
    app.clock.advance(minutes(3));
    const answer = await reviewer.ask(paths.opsNewBlock(), form);
    expect([answer.status, answer.headers.get("location")])
      .toEqual([303, paths.confirmation("ops", paths.opsNewBlock())]);
    const [blocks] = await app.deps.load(
      app.deps.blocks.list({ state: "in_force", past: undefined, max: 5 }),
    );
    expect(blocks).toEqual([]);
  });

  it.each([
    [{ ...form, value: "12" }, "That can&#39;t be such a number"],
    [{ ...form, kind: "name" }, "That can&#39;t be such a number"],
    [{ ...form, reason: "  " }, "Give a reason"],
    [{ ...form, reason: "卡号 6200000000000005" }, "The reason holds something we don&#39;t store"],
  ])("comes back with what is wrong: %o", async (fields, said) => {
    const answer = await reviewer.ask(paths.opsNewBlock(), fields);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(said)]);
  });

  it("is forbidden to whoever may only look", async () => {
    const support = await operator("support");
    expect((await support.ask(paths.opsNewBlock(), form)).status).toBe(403);
    const place = await added();
    expect(await page(place, support)).not.toContain("Propose to take it off");
    expect((await support.ask(paths.opsBlockLift(place.split("/").at(-1) ?? ""), {})).status)
      .toBe(403);
  });
});

describe("POST /ops/block/search", () => {
  it("finds whoever is on the list by the whole number, without a trace of it", async () => {
    const place = await added();
    const find = async (value: string) => {
      const answer = await reviewer.ask(paths.opsFindBlock(), { kind: "phone", value });
      return [answer.status, answer.headers.get("location"), await answer.text()];
    };
    expect((await find("19900000001")).slice(0, 2)).toEqual([303, place]);
    expect(await find("19900000002"))
      .toEqual([422, null, expect.stringContaining("That isn&#39;t on the list")]);
    expect(app.logged.map(({ message }) => message).join()).not.toContain("19900000002");
  });
});

describe("POST /ops/records/:id/block", () => {
  it("puts the payer of a contract on the list, phone, ID number and card, in one write", async () => {
    const contract = await chargeableContract(app);
    const record = await page(paths.opsRecord(contract.contractId));
    const path = paths.opsBlockPayer(contract.contractId);
    expect(record).toContain(path);
    const shown = await page(path);
    for (const text of ["ID number 000*************15", "Phone 199****0001", contract.cardLabel]) {
      expect(shown).toContain(text);
    }
    expect((await reviewer.ask(path, { reason: "x" })).status).toBe(422);
    const answer = await reviewer.ask(path, { what: "phone", reason: "函" });
    expect(answer.headers.get("location")).toMatch(/^\/ops\/blocks\/blk_/);
    expect(await page(path)).toMatch(/name="what" value="phone" checked="" disabled=""/);
    expect((await charge(app, refill(contract.contractId))).status).toBe(409);
    for (const none of ["ctr_01KAG8M0000000000000000009", app.merchant.merchantNo, "x"]) {
      expect((await reviewer.ask(paths.opsBlockPayer(none))).status).toBe(404);
    }
  });
});

describe("POST /ops/blocks/:id/lift", () => {
  it("waits for another person, and the block says so", async () => {
    const place = await added();
    const lift = paths.opsBlockLift(place.split("/").at(-1) ?? "");
    expect((await reviewer.ask(lift, { reason: "" })).status).toBe(422);
    const proposed = await reviewer.ask(lift, { reason: "证件一致" });
    const proposal = proposed.headers.get("location") ?? "";
    expect(proposal).toMatch(/^\/ops\/proposals\/prp_/);
    expect(await page(place)).toContain("Another person has to confirm it");

    const admin = await operator("admin");
    const shown = await page(proposal, admin);
    expect(shown).toContain("Take 199****0001 off the block list");
    const [, digest = ""] = /name="digest" value="([0-9a-f]{64})"/.exec(shown) ?? [];
    const own = await reviewer.ask(`${proposal}/confirmation`, { digest });
    expect(own.status).toBe(422);
    const confirmed = await admin.ask(`${proposal}/confirmation`, { digest });
    expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, place]);
    expect(await page(place)).toContain("证件一致");
    expect(await page(paths.opsBlocks())).toContain("Nobody is on the list");
    expect(await page(paths.opsBlocks({ state: "lifted" }))).toContain("199****0001");
    const over = await admin.ask(lift, { reason: "again" });
    expect([over.status, await over.text()])
      .toEqual([422, expect.stringContaining("This has just changed")]);
    expect((await admin.ask(paths.opsBlockLift("blk_none"), { reason: "x" })).status).toBe(404);
  });
});

describe("GET /ops/blocks", () => {
  it("is paged by key, the newest first, and downloaded whole and masked", async () => {
    for (let n = 0; n < 21; n++) {
      app.clock.advance(minutes(1));
      await reviewer.confirm();
      await added({ ...form, value: `199000010${`${n}`.padStart(2, "0")}`, reason: `=${n}` });
    }
    const first = await page(paths.opsBlocks());
    const [, next = ""] = /href="([^"]+after=blk_\w+)"/.exec(first) ?? [];
    const second = await page(next.replaceAll("&amp;", "&"));
    const linked = (html: string) => html.match(/href="\/ops\/blocks\/blk_\w+"/g) ?? [];
    expect(linked(first)).toHaveLength(20);
    expect(first.indexOf("1020")).toBeLessThan(first.indexOf("1019"));
    expect(new Set([...linked(first), ...linked(second)]).size).toBe(21);
    expect(second).not.toContain(">More</a>");

    expect((await reviewer.ask(paths.opsBlocksCsv())).status).toBe(403);
    const file = await (await operator("admin")).ask(paths.opsBlocksCsv());
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="blocks.csv"');
    const lines = (await file.text()).split("\r\n");
    expect(lines).toHaveLength(23);
    expect(lines[1]).toMatch(
      /^"blk_\w+","Phone","199\*\*\*\*1020","'=20","2026-11-20 \d\d:\d\d:\d\d","李四","On the list","","",""$/,
    );
  });
});
