import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { makeKey, registerKey, signedRequest, type Signer } from "../support/signer.ts";
import type { TestMerchant } from "../support/test_app.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";

let browser: TestBrowser;
let portal: Portal;
let live: TestMerchant;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
  live = await portal.openMerchant("清风茶馆", { mode: "live" });
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** The owner of a number, signed in at its console with a passkey. */
async function ownerOf(
  { merchant: { merchantNo: place } }: TestMerchant,
  mail: string,
): Promise<{
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}> {
  const given = {
    place,
    role: "owner",
    person: { name: "Wu Jiu", mail },
    here: undefined,
  } as const;
  const { token } = must(await inviteStaff(portal.deps, given));
  const { page, complaints } = await browser.openPage({ lang: "en", width: 1280 });
  await virtualAuthenticator(page);
  await page.goto(portal.url + paths.join("console", token));
  await page.click("text=Create a passkey");
  await page.waitForSelector(".codes");
  await page.click("text=I've kept them. Continue");
  await page.waitForURL(portal.url + paths.desk("console"));
  return { page, context: page.context(), complaints };
}

describe("the console in two tabs", () => {
  it("opens a test number, and a form of the other tab is refused after the switch", async () => {
    const { page: first, context, complaints } = await ownerOf(live, "qian@example.com");
    const second = await context.newPage();
    await second.goto(portal.url + paths.staffInvitation("console"));

    await first.click("text=Open a test number");
    await first.click("button:text-is('Open it')");
    expect(await first.inputValue("#secret")).toMatch(/^sk_test_/);
    await first.click("text=Go to the test number");
    await first.waitForSelector(".strip");
    expect(await first.textContent(".modes [aria-current]")).toBe("Test");

    await second.fill("#name", "Li Si");
    await second.fill("#mail", "li.si@example.com");
    await second.check("input[value=viewer]");
    const [answer] = await Promise.all([
      second.waitForResponse((each) => each.request().method() === "POST"),
      second.click("main button[type=submit]"),
    ]);
    expect(answer.status()).toBe(409);
    expect(await second.textContent("main")).toContain("Nothing has changed.");
    const { merchantNo } = live.merchant;
    const [staff] = await portal.deps.load(portal.deps.staff.list(merchantNo));
    expect(staff).toHaveLength(1);

    await second.click("text=try again");
    await second.waitForURL(portal.url + paths.desk("console"));
    expect(await second.textContent(".modes [aria-current]")).toBe("Live");
    // What refuses the form says so to the console of the browser too.
    expect(complaints.filter((each) => !each.includes("409"))).toEqual([]);
  });
});

describe("a key rotated in the browser", () => {
  it("keeps every signed request going", async () => {
    const old = await registerKey(portal, "EdDSA", portal.merchant);
    const asks = async (signer: Signer) =>
      (await portal.fetch(await signedRequest(portal, signer, { path: "/v1/orders" }))).status;
    const answers = [await asks(old)];

    const { page, complaints } = await ownerOf(portal.merchant, "sun@example.com");
    const { jwk, privateKey } = await makeKey("EdDSA");
    await page.click("nav >> text=/^Keys$/");
    await page.click(`a[href="${paths.consoleKey(old.kid)}"]`);
    await page.click("text=/^Rotate$/");
    await page.fill("#jwk", JSON.stringify(jwk));
    answers.push(await asks(old));
    await page.click("button:text-is('Register')");
    await page.waitForSelector("h1.mono");
    const kid = (await page.textContent("h1"))?.trim() ?? "";
    expect(kid).not.toBe(old.kid);
    answers.push(await asks(old), await asks({ kid, alg: "EdDSA", privateKey }));
    expect(answers).toEqual([200, 200, 200, 200]);

    await page.click("nav >> text=/^Keys$/");
    await page.click(`a[href="${paths.consoleKey(old.kid)}"]`);
    expect(await page.inputValue("#retire_at")).toMatch(/^2026-11-27T14:00/);
    expect(complaints).toEqual([]);
  });
});
