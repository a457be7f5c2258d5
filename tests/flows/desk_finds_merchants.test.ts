import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MerchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { days, minutes } from "../../core/time.ts";
import { applicant, applicationForm } from "../support/applications.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { agreedSharing } from "../support/sharing.ts";
import { registerKey } from "../support/signer.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let admin: Person;
beforeEach(async () => {
  app = await testApp();
  admin = await operator("admin");
});
afterEach(() => app.close());

async function operator(role: Role): Promise<Person> {
  const person = await joined(app, role);
  await person.confirm();
  return person;
}

async function page(path: string, person = admin): Promise<string> {
  const answer = await person.ask(path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** The merchant numbers of a list, in its order, and where the next page is. */
async function listed(path: string) {
  const html = await page(path);
  const hrefs = [...html.matchAll(/href="\/ops\/merchants\/([0-9A-Za-z]{15})"/g)];
  const next = /class="button quiet" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  return { numbers: hrefs.map(([, no = ""]) => no), next, html };
}

describe("the desk's list of merchants", () => {
  it("is paged by key, the newest first, and loses none", async () => {
    const opened: string[] = [app.merchant.merchantNo];
    for (let n = 0; n < 44; n++) {
      if (n % 5 === 0) app.clock.advance(minutes(1));
      opened.push((await app.openMerchant(`店 ${n}`)).merchantNo);
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let path: string | undefined = paths.opsMerchants();
    for (let n = 0; n < 3 && path !== undefined; n++) {
      const { numbers, next } = await listed(path);
      seen.push(...numbers);
      sizes.push(numbers.length);
      path = next;
    }
    expect([sizes, path]).toEqual([[20, 20, 5], undefined]);
    expect(seen.toSorted()).toEqual(opened.toSorted());
    expect(seen[0]).toBe(opened.slice(-4).toSorted().at(-1));
    expect(seen.at(-1)).toBe(app.merchant.merchantNo);
  });

  it("finds one by its number, several by the beginning of their name, all by a licence", async () => {
    const [one, two] = [await app.openMerchant("100% 茶"), await app.openMerchant("100_茶馆")];
    const find = async (q: string) => (await listed(paths.opsMerchants({ q }))).numbers;
    expect(await find(one.merchantNo)).toEqual([one.merchantNo]);
    expect(await find(` ${one.merchantNo} `)).toEqual([one.merchantNo]);
    expect(await find("100")).toEqual([one.merchantNo, two.merchantNo]);
    expect(await find("100%")).toEqual([one.merchantNo]);
    expect(await find("茶")).toEqual([]);
    expect((await listed(paths.opsMerchants({ q: "茶" }))).html).toContain(
      "No merchant number fits",
    );

    const shop = await applicant(app);
    const reviewer = await operator("reviewer");
    for (const reference of ["one", "two"]) {
      const id = await shop.submit({ ...applicationForm, reference });
      const decision = { verdict: "approved", version: "1", reason: "" };
      await reviewer.ask(paths.opsApplicationDecision(id), decision);
    }
    const { licence_no } = applicationForm.application;
    expect(await find(licence_no)).toHaveLength(2);
    expect(await find("91000000MA0000000N")).toEqual([]);
  });
});

describe("the page of a merchant number", () => {
  it("shows whose it is, what is above and below, its keys, agreements and endpoints", async () => {
    const { merchantNo } = app.merchant.merchant;
    const child = await app.openMerchant("分店", { parentNo: merchantNo });
    const grandchild = await app.openMerchant("摊位", { parentNo: child.merchantNo });
    await registerKey(app, "EdDSA");
    await agreedSharing(app, { agreementNo: "GX-1", covers: "children" });
    await agreedSharing(app, { agreementNo: "GX-2", covers: "all_below" });
    await app.api("/v1/webhook_endpoints", { body: { url: "https://shop.example/hooks" } });

    const top = await page(paths.opsMerchant(merchantNo));
    for (
      const text of [
        app.merchant.merchant.name,
        paths.opsMerchant(child.merchantNo),
        "EdDSA",
        "GX-1",
        "GX-2",
        "https://shop.example/hooks",
        paths.opsMerchantStanding(merchantNo),
        paths.opsProposeAccount(merchantNo),
        paths.opsProposeSharing(merchantNo),
        paths.opsProposeKey(merchantNo),
        paths.opsProposeClosing(merchantNo),
      ]
    ) expect(top).toContain(text);
    expect(top).not.toContain(paths.opsMerchant(grandchild.merchantNo));

    const bottom = await page(paths.opsMerchant(grandchild.merchantNo));
    const [near, far] = [child.merchantNo, merchantNo].map((no) =>
      bottom.indexOf(paths.opsMerchant(no))
    );
    expect(near).toBeGreaterThan(0);
    expect(far).toBeGreaterThan(near!);
    expect(bottom).toContain("GX-2");
    expect(bottom).not.toContain("GX-1");

    const support = await operator("support");
    const seen = await page(paths.opsMerchant(merchantNo), support);
    expect(seen).not.toContain(paths.opsMerchantStanding(merchantNo));
    expect(seen).not.toContain(paths.opsProposeClosing(merchantNo));
    expect((await support.ask(paths.opsMerchantStanding(merchantNo))).status).toBe(403);
    for (const no of ["888000000000099", "x", "0".repeat(16)]) {
      expect((await admin.ask(paths.opsMerchant(no))).status).toBe(404);
    }
  });

  it("shows twenty children, and the way to the others", async () => {
    const { merchantNo } = app.merchant.merchant;
    for (let n = 0; n < 21; n++) await app.openMerchant(`分店 ${n}`, { parentNo: merchantNo });
    const all = paths.opsMerchants({ parent: merchantNo });
    expect(await page(paths.opsMerchant(merchantNo))).toContain(`href="${all}"`);
    const first = await listed(all);
    const second = await listed(first.next ?? "");
    expect(new Set([...first.numbers, ...second.numbers]).size).toBe(21);
    expect(second.next).toBeUndefined();
  });

  it("says what began today and what became of it", async () => {
    const place = async (merchant_order_no: string, amount: number) => {
      const body = { merchant_order_no, amount, subject: "茶" };
      return (await (await app.api("/v1/orders", { body })).json()).order_id;
    };
    const pay = (orderId: string) =>
      app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    await pay(await place("old", 77_700));
    app.clock.advance(days(1));
    const paid = await place("new", 12_300);
    await pay(paid);
    await place("open", 100);
    const refund = { merchant_refund_no: "R-1", amount: 2_300 };
    await app.api(`/v1/orders/${paid}/refunds`, { body: refund });
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId, "A-1", 4_500));
    await app.settle();
    admin = await operator("admin");
    const view = await page(paths.opsMerchant(app.merchant.merchantNo));
    const figures = [...view.matchAll(
      /<dt>([^<]+)<\/dt><dd><span class="money"><span class="yuan">¥<\/span>([\d.,]+)<\/span>.*?\((\d+)\)/g,
    )].map(([, label, amount, count]) => [label, amount, count]);
    expect(figures).toEqual([
      ["Orders opened", "124.00", "2"],
      ["Of these paid", "123.00", "1"],
      ["Refunds", "23.00", "1"],
      ["Deductions", "45.00", "1"],
    ]);
  });

  it("suspends and resumes it, each with a reason that is kept", async () => {
    const { merchantNo } = app.merchant.merchant;
    const path = paths.opsMerchantStanding(merchantNo);
    expect(await page(path)).toContain('value="suspended"');
    const silent = await admin.ask(path, { state: "suspended", reason: " " });
    expect([silent.status, await standing(merchantNo)]).toEqual([422, "active"]);
    const reason = "Chargebacks rose";
    const done = await admin.ask(path, { state: "suspended", reason });
    expect([done.status, done.headers.get("location")])
      .toEqual([303, paths.opsMerchant(merchantNo)]);
    expect(await standing(merchantNo)).toBe("suspended");
    expect(await page(paths.opsMerchant(merchantNo))).toContain(reason);

    expect(await page(path)).toContain('value="active"');
    await admin.ask(path, { state: "active", reason: "Checked" });
    expect(await standing(merchantNo)).toBe("active");
    const [events] = await app.deps.load(app.deps.desk.eventsOf(merchantNo, 2));
    expect(events).toMatchObject([
      { type: "merchant.resumed", by: `staff:${admin.staff.staffId}`, data: { reason: "Checked" } },
      { type: "merchant.suspended", data: { reason } },
    ]);
    expect((await admin.ask(path, { state: "closed", reason: "x" })).status).toBe(422);
  });

  it("asks for a passkey before it suspends anything", async () => {
    const { merchantNo } = app.merchant.merchant;
    app.clock.advance(minutes(3));
    const path = paths.opsMerchantStanding(merchantNo);
    const answer = await admin.ask(path, { state: "suspended", reason: "x" });
    expect([answer.status, await standing(merchantNo)]).toEqual([303, "active"]);
    expect(answer.headers.get("location")).toContain(paths.confirmation("ops"));
  });
});

async function standing(no: MerchantNo): Promise<string | undefined> {
  const [merchant] = await app.deps.load(app.deps.merchants.byNo(no));
  return merchant?.state;
}
