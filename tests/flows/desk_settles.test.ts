import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { days } from "../../core/time.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let li: Person;
let chen: Person;
beforeEach(async () => {
  app = await testApp();
  await settlesAt(app);
  const paid = await sentPayment(app, 8_800);
  await importZm(app, [{ orderNo: paid.no, amount: 8_800 }]);
  app.clock.advance(days(3));
  await built(app);
  [li, chen] = [await joined(app, "reviewer"), await joined(app, "admin")];
});
afterEach(() => app.close());

async function page(path: string, who = li): Promise<string> {
  const answer = await who.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}

/** Sends a form, with a passkey that was just used; where it leads. */
async function send(
  who: Person,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  await who.confirm();
  const answer = await who.ask(path, fields);
  expect([path, answer.status]).toEqual([path, 303]);
  return answer.headers.get("location") ?? "";
}

/** What the other confirms on the page where it waits. */
async function confirm(who: Person, path: string): Promise<string> {
  const html = await page(path, who);
  const [, action = ""] = /action="([^"]+\/confirmation)"/.exec(html) ?? [];
  const [, digest = ""] = /name="digest" value="(\w+)"/.exec(html) ?? [];
  return await send(who, action, { digest });
}

const first = (html: string, pattern: RegExp) => pattern.exec(html)?.[1] ?? "";

describe("the desk", () => {
  it("pays a batch by two people, and pays it again when the bank gives it back", async () => {
    const html = await page(paths.opsSettlements());
    const batch = first(html, /value="(stl_\w+\.8800)"/);
    const waits = await send(li, paths.opsSettlementRuns(), { batch });
    expect(await page(paths.opsSettlements())).toContain("Pay out settlements");
    const run = await confirm(chen, waits);
    expect(run).toMatch(/^\/ops\/settlement_runs\/prp_/);
    expect(await page(run)).toContain("With the bank");

    await chen.confirm();
    const file = await chen.ask(`${run}/payments.csv`, {});
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect((await file.text()).split("\r\n")[1]).toContain(
      '"青瓷餐饮有限公司","江湾银行运河支行","6222000000000017",88.00',
    );
    expect(await page(paths.audit("ops"), chen)).toContain("audit.unmasked");
    expect((await li.ask(`${run}/payments.csv`, {})).status).toBe(403);

    const paid = { day: "2026-11-23", reference: "JW1", count: "1", fen: "8800" };
    await li.confirm();
    expect((await li.ask(`${run}/paid`, { ...paid, day: "" })).status).toBe(422);
    await send(li, `${run}/paid`, paid);
    expect(await confirm(chen, run)).toBe(run);
    const payout = first(await page(run), /href="(\/ops\/payouts\/pyo_\w+)"/);
    await send(li, `${payout}/return`, { reason: "户名不符" });
    expect(await confirm(chen, payout)).toBe(payout);
    expect(await page(payout)).toContain("户名不符");
    expect(await page(paths.opsSettlements())).toContain("8800");
    expect(await page(paths.opsSettlements("2026-11-23", { state: "due" }))).toMatch(/stl_\w+/);
    expect(await page(paths.opsSettlements("2026-11-23", { state: "paid" }))).not.toMatch(
      /settlements\/stl_\w+/,
    );
  });

  it("holds a number's money back, shows why, and lets it go", async () => {
    const of = paths.opsSettlementsOf(app.merchant.merchantNo);
    const place = paths.opsPlaceHold(app.merchant.merchantNo);
    await li.confirm();
    expect((await li.ask(place, { amount: "1.234", reason: "核查" })).status).toBe(422);
    expect((await li.ask(place, { amount: "", reason: "" })).status).toBe(422);
    await send(li, place, { amount: "", reason: "等待核查" });
    expect(await confirm(chen, of)).toBe(of);
    expect(await page(paths.opsSettlements())).toContain("On hold");
    const release = first(await page(of), /action="(\/ops\/holds\/hld_\w+\/release)"/);
    await send(li, release, { reason: "已核查" });
    await confirm(chen, of);
    expect(await page(of)).toContain("Released");
  });

  it("records money that came, once", async () => {
    const form = {
      source: "channel",
      merchant: app.merchant.merchantNo,
      amount: "88.00",
      day: "2026-11-23",
      reference: "JW-IN-1",
    };
    await li.confirm();
    expect((await li.ask(paths.opsReceipts(), { ...form, amount: "" })).status).toBe(422);
    await confirm(chen, await send(li, paths.opsReceipts(), form));
    expect(await page(paths.opsReceipts())).toContain("JW-IN-1");
    await li.confirm();
    const again = await li.ask(paths.opsReceipts(), form);
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining("This bank reference was recorded before"),
    ]);
  });
});

describe("a merchant", () => {
  it("sees its batches with what they take in, and no other's", async () => {
    const own = await joined(app, "finance", app.merchant.merchant.merchantNo);
    const list = await page(paths.consoleList("settlements"), own);
    const batch = first(list, /href="(\/console\/settlements\/stl_\w+)"/);
    const html = await page(batch, own);
    expect(html).toContain("Clearing total");
    const found = await own.ask(first(html, /href="(\/console\/search\?q=pay_\w{26})"/));
    expect([found.status, found.headers.get("location")])
      .toEqual([303, expect.stringMatching(/^\/console\/orders\/ord_\w{26}#pay_/)]);
    const table = await own.ask(`${batch}/items.csv`);
    expect((await table.text()).split("\r\n")).toHaveLength(3);
    const other = await app.openMerchant("江湾书店");
    const stranger = await joined(app, "finance", other.merchant.merchantNo);
    expect((await stranger.ask(batch)).status).toBe(404);
    expect((await stranger.ask(`${batch}/items.csv`)).status).toBe(404);
  });

  it("sees what is to come, and when", async () => {
    const paid = await sentPayment(app, 1_200);
    await importZm(app, [
      { orderNo: paid.no, amount: 1_200, traceTime: "1123093000" },
    ], "261123");
    const own = await joined(app, "finance", app.merchant.merchant.merchantNo);
    const list = await page(paths.consoleList("settlements"), own);
    expect(list).toContain("Cleared 23 Nov 2026, 1 item");
    expect(list).toContain("Due on 24 Nov 2026");
  });
});
