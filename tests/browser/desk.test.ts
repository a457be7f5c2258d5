import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { applicant, applicationForm, rootForm } from "../support/applications.ts";
import { openBrowser, type OpenPage, type TestBrowser } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { makeKey } from "../support/signer.ts";
import { approvedPlan, openedSigning, signedContract } from "../support/signers.ts";
import { MOMENTS, pass, unclearPayment } from "../support/unclear.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** Somebody of the institution, signed in at the desk with a passkey. */
async function operator(role: Role, mail: string, width = 360): Promise<OpenPage> {
  const given = { place: undefined, role, person: { name: "Wu Jiu", mail }, here: undefined };
  const { token } = must(await inviteStaff(portal.deps, given));
  const opened = await browser.openPage({ lang: "en", width });
  const { page } = opened;
  await virtualAuthenticator(page);
  await page.goto(portal.url + paths.join("ops", token));
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(portal.url + paths.desk("ops"));
  return opened;
}

describe("the desk in a browser", () => {
  it("settles by two people a payment that nobody answered for", async () => {
    const { orderId, paymentId } = await unclearPayment(portal);
    await pass(portal, MOMENTS);
    const [one, other] = [
      await operator("admin", "qian@example.com"),
      await operator("reviewer", "sun@example.com", 1280),
    ];

    await one.page.click("text=Money without a result");
    await one.page.click(`text=${paymentId}`);
    await one.page.check("#h-succeeded");
    await one.page.fill("#channel_txn_no", "2026112000000001");
    await one.page.fill("#evidence", "Channel file 0905, line 12");
    await one.page.click("button:text-is('Propose')");
    await one.page.waitForSelector("text=Channel file 0905, line 12");
    expect(await (await portal.api(`/v1/orders/${orderId}`)).json())
      .toMatchObject({ state: "open" });

    await other.page.click("text=Waiting for a second person");
    await other.page.click("main a[href^='/ops/proposals/'] >> nth=0");
    await other.page.click("text=Confirm and do it");
    await other.page.waitForLoadState();
    expect(await (await portal.api(`/v1/orders/${orderId}`)).json()).toMatchObject({
      state: "paid",
      payment: { payment_id: paymentId, channel_txn_no: "2026112000000001" },
    });
    for (const { complaints } of [one, other]) expect(complaints).toEqual([]);
  });

  it("blocks the payer of a contract, who then signs nothing until two people lift it", async () => {
    const planId = await approvedPlan(portal);
    const { contractId } = await signedContract(portal, planId);
    const [one, other] = [
      await operator("reviewer", "feng@example.com"),
      await operator("admin", "chen@example.com", 1280),
    ];
    await one.page.goto(portal.url + paths.opsRecord(contractId));
    await one.page.click("text=Block the payer");
    await one.page.uncheck("#what-id_number");
    await one.page.fill("#reason", "Letter 12 of the police");
    await one.page.click("button:text-is('Block the payer')");
    await one.page.waitForSelector("h1:has-text('199****0001')");

    const fresh = await approvedPlan(portal);
    const asked = { plan_id: fresh, contract_code: "again" };
    const { signing_id } = await openedSigning(portal, asked);
    const { page, complaints } = await browser.openPage({ lang: "en", width: 360 });
    const sign = portal.url + paths.sign(signing_id);
    await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(sign)}`);
    await page.waitForURL(sign);
    expect(await page.textContent("h1"))
      .toBe("You can't sign here at the moment. Nothing was signed or charged.");
    expect(await page.locator("main button[type=submit]").count()).toBe(0);

    await one.page.fill("#reason", "Came in person with an ID card");
    await one.page.click("button:text-is('Propose to take it off')");
    await one.page.waitForSelector("text=Another person has to confirm this.");
    await other.page.click("text=To confirm");
    await other.page.click("text=off the block list");
    await other.page.click("text=Confirm and do it");
    await other.page.waitForSelector("text=Came in person with an ID card");

    await page.reload();
    expect(await page.textContent("h1")).toContain("asks you to sign");
    expect([...complaints, ...one.complaints, ...other.complaints]).toEqual([]);
  });

  it("takes a merchant on", async () => {
    const shop = await applicant(portal);
    await shop.submit(applicationForm);
    const { page, complaints } = await operator("admin", "zhou@example.com", 1280);
    await page.click("text=Applications for numbers and apps");
    await page.click("main a[href^='/ops/applications/'] >> nth=0");
    expect(await page.textContent("main")).toContain("运河餐饮有限公司");
    await page.click("button:text-is('Approve')");
    await page.waitForSelector("text=Invite the first owner");
    expect(complaints).toEqual([]);
  });

  it("takes an enterprise's first number on by two people, and its first key by two more steps", async () => {
    const [one, other] = [
      await operator("admin", "wei@example.com", 1280),
      await operator("admin", "jiang@example.com"),
    ];
    await one.page.click("text=Applications for numbers and apps");
    await one.page.click("text=File an enterprise's first number");
    for (const [field, text] of Object.entries(rootForm)) await one.page.fill(`#${field}`, text);
    await one.page.click("label[for=product-cashier]");
    await one.page.click("text=File it for another person to decide");
    await one.page.waitForSelector("text=so another person has to decide it");
    expect(await one.page.locator("button:text-is('Approve')").count()).toBe(0);

    await other.page.click("text=Applications for numbers and apps");
    await other.page.click("text=拱宸桥书店");
    expect(await other.page.textContent("main")).toContain("filed by");
    await other.page.click("button:text-is('Approve')");
    await other.page.waitForSelector("text=Invite the first owner");
    await other.page.fill("#name", "Chu Wei");
    await other.page.fill("#mail", "chu@example.com");
    await other.page.click("text=Make a link");
    const link = await other.page.inputValue("#link");

    const owner = await browser.openPage({ lang: "en", width: 360 });
    await virtualAuthenticator(owner.page);
    await owner.page.goto(link);
    await owner.page.click("text=Create a passkey");
    await owner.page.waitForSelector(".codes");
    await owner.page.click("text=I've kept them. Continue");
    await owner.page.click("main >> text=Register a key");
    await owner.page.fill("#jwk", JSON.stringify((await makeKey("EdDSA")).jwk));
    await owner.page.click("main button[type=submit]");
    await owner.page.waitForURL(/\/console\/proposals\/prp_/);
    await one.page.click("text=To confirm");
    await one.page.click("main a[href^='/ops/proposals/'] >> nth=0");
    await one.page.click("text=Confirm and do it");
    await one.page.waitForLoadState();
    await owner.page.reload();
    expect(await owner.page.textContent("main")).toContain("Confirmed");
    for (const { complaints } of [one, other, owner]) expect(complaints).toEqual([]);
  });
});
