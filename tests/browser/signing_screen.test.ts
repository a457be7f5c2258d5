import { afterAll, beforeAll, expect, it } from "vitest";
import { declineSigning } from "../../core/signing/decline_signing.ts";
import { SIGNING_LIFETIME } from "../../core/signing/signing.ts";
import { after, milliseconds, seconds } from "../../core/time.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { codeInPicture } from "../support/code_in_picture.ts";
import { type FakeClock, fakeClock } from "../support/fake_clock.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";

let browser: TestBrowser;
let portal: Portal;
// A clock that tells nobody when it is moved: only the time itself can wake the page.
const clock: FakeClock = { ...fakeClock(), onMove: () => {} };
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ clock })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

let codes = 0;
async function openSigning() {
  const plan_id = await approvedPlan(portal);
  const body = { plan_id, contract_code: `member-${++codes}` };
  const { signing_id } = await openedSigning(portal, body);
  const { screen_url } = await (await portal.api(`/v1/signings/${signing_id}`)).json();
  return { signingId: signing_id, url: `${portal.url}/sign/${signing_id}`, screenUrl: screen_url };
}

it("the screen of a signing shows a large code and the limits, and that it was signed", async () => {
  const { signingId, url, screenUrl } = await openSigning();
  const { page, complaints } = await browser.openPage({ width: 1280 });
  await page.goto(screenUrl);
  expect(await codeInPicture(page)).toBe(url);
  const { width = 0 } = await page.locator(".code").boundingBox() ?? {};
  expect(width).toBeGreaterThanOrEqual(0.62 * 900);
  for (const text of ["每次最多", "¥100.00", "每天最多", "¥1,234.50"]) {
    expect([text, await page.getByText(text, { exact: true }).first().isVisible()])
      .toEqual([text, true]);
  }
  await agree(portal, signingId, await entered(portal, "person_a"));
  await page.waitForSelector("#screen.signed .sealed-tile .seal.filled");
  expect(await page.textContent("#status")).toBe("已签约，这次没有扣款。");
  expect(await page.locator("#screen").evaluate((each) => getComputedStyle(each).backgroundColor))
    .toBe("rgb(23, 101, 63)");
  expect(complaints).toEqual([]);
  await page.context().close();
});

it("the screen of a signing says that it was declined", async () => {
  const { signingId, screenUrl } = await openSigning();
  const { page } = await browser.openPage({ width: 768, lang: "en" });
  await page.goto(screenUrl);
  await page.waitForSelector("#screen.showing");
  await declineSigning(portal.deps, { signingId });
  await page.waitForSelector("#screen.declined");
  expect(await page.textContent(".word")).toBe("Not signed");
  await page.context().close();
});

it("the screen of a signing says that it has expired, at that time and by itself", async () => {
  const { screenUrl } = await openSigning();
  const opened = clock.now();
  clock.set(after(opened, milliseconds(SIGNING_LIFETIME - seconds(0.3))));
  const { page } = await browser.openPage({ width: 768, lang: "en" });
  await page.goto(screenUrl);
  await page.waitForSelector("#screen.showing");
  clock.set(after(opened, SIGNING_LIFETIME));
  await page.waitForSelector("#screen.expired");
  expect(await page.textContent(".word")).toBe("Expired");
  expect(await page.locator("#screen .code").count()).toBe(0);
  await page.context().close();
});
