import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { redeliverRanges } from "../../core/redelivery/redeliver_ranges.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { deliverWebhooks } from "../../jobs/deliver_webhooks.ts";
import { createSender } from "../../outbound/webhook/deno_sender.ts";
import { openBrowser, stopClock, type TestBrowser } from "../support/browser.ts";
import { must } from "../support/fixtures.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";
import { type Receiver, type Reply, startReceiver } from "../webhook/receiver.ts";
import { happened, write } from "../webhook/webhook_fixtures.ts";

let browser: TestBrowser;
let portal: Portal;
let shop: Receiver;
let reply: Reply = { status: 503, body: "closed for lunch" };
beforeAll(async () => {
  [browser, portal, shop] = await Promise.all([
    openBrowser(),
    openPortal({
      named: "localhost",
      send: createSender({ allowPrivate: true, timeoutMs: PATIENCE_MS }),
    }),
    startReceiver(() => reply),
  ]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
  await shop.close();
});

describe("webhooks in a browser", () => {
  it("show what a failing receiver answered, and send one and then a range again", async () => {
    const { merchantNo } = portal.merchant.merchant;
    const person = { name: "Wu Jiu", mail: "wu@example.com" };
    const given = { place: merchantNo, role: "owner", person, here: undefined } as const;
    const { token } = must(await inviteStaff(portal.deps, given));
    const { page, complaints } = await browser.openPage({ lang: "en", width: 360 });
    await virtualAuthenticator(page);
    await page.goto(portal.url + paths.join("console", token));
    await page.click("text=Create a passkey");
    await page.waitForSelector(".codes");
    await page.click("text=I've kept them. Continue");
    await page.waitForURL(portal.url + paths.desk("console"));

    await page.goto(portal.url + paths.consoleWebhooks());
    await page.click("text=Add an endpoint");
    await page.fill("#url", shop.url());
    await page.check("text=contract.resumed");
    await page.click("button:text-is('Add an endpoint')");
    expect(await page.inputValue("#secret")).toMatch(/^whsec_/);

    for (let n = 0; n < 8; n++) await happened(portal, `ctr_${n}`);
    await deliverWebhooks(portal.deps);
    await page.goto(portal.url + paths.consoleList("webhooks/attempts"));
    await page.click("main tbody a >> nth=0");
    await page.waitForSelector("text=closed for lunch");
    await page.click("summary:text-is('Request headers')");
    expect(await page.isVisible("text=countersign-signature")).toBe(true);

    // Its receiver is back; the page shows by itself that the retry has arrived.
    reply = { body: "thanks" };
    await stopClock(page);
    await page.reload();
    await page.click("button:text-is('Retry now')");
    await deliverWebhooks(portal.deps);
    await page.clock.runFor(5_000);
    await page.waitForSelector("text=This event was delivered on");
    await page.click("button:text-is('Send again')");
    await page.waitForSelector("text=About to be sent");
    await deliverWebhooks(portal.deps);
    await page.clock.runFor(5_000);
    await page.waitForSelector("text=Every time this event was sent here");
    await page.waitForSelector("button:text-is('Send again')");

    await write(
      portal,
      "update deliveries set state = 'exhausted', next_attempt_at = null where state = 'due'",
    );
    await page.goto(portal.url + paths.consoleWebhooks());
    await page.click("text=Send a range again");
    await page.click("button:text-is('See how many')");
    await page.click("button:text-is('Send 7 again')");
    await page.waitForSelector("text=Sending again");
    await redeliverRanges(portal.deps);
    await deliverWebhooks(portal.deps);
    await redeliverRanges(portal.deps);
    await page.clock.runFor(2_000);
    await page.waitForSelector("text=All sent");
    expect(await page.textContent("#redelivery .facts")).toContain("Delivered7");
    expect(new Set(shop.hits.map(({ id }) => id)).size).toBe(8);
    expect(complaints).toEqual([]);
  });
});
