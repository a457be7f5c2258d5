import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { days, minutes } from "../../core/time.ts";
import { type AppBrowser, browserWith, cameIn } from "../support/app_browser.ts";
import { signedContract } from "../support/contracts.ts";
import { inbox } from "../support/deductions.ts";
import { standingOf } from "../support/sessions.ts";
import { entered } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Somebody in their wallet, with two contracts. */
async function somebody(personNo: "person_a" | "person_b") {
  const { consumer: { consumerId } } = await entered(app, personNo);
  const contracts = [
    (await signedContract(app, { consumerId })).contractId,
    (await signedContract(app, { consumerId })).contractId,
  ] as const;
  return { contracts, browser: await cameIn(app, "/wallet", personNo) };
}

async function shown({ ask }: AppBrowser, path: string): Promise<string> {
  return (await (await ask(path)).text()).replaceAll(/[\u2066-\u2069]/g, "");
}

describe("/wallet/charging", () => {
  it("closes in one press, and opens only what is ticked", async () => {
    const { contracts: [first, second], browser } = await somebody("person_a");
    expect(await shown(browser, "/wallet")).toContain('href="/wallet/charging"');
    expect(await shown(browser, "/wallet/charging")).toContain("These 2 contracts go on hold");
    const closed = await browser.ask("/wallet/charging", { fields: {} });
    expect([closed.status, closed.headers.get("location")]).toEqual([303, "/wallet/charging"]);
    const page = await shown(browser, "/wallet/charging");
    expect(page).toContain("Charges without a password are off");
    expect(page.match(/type="checkbox"/g)).toHaveLength(2);
    expect(page).not.toContain("checked");
    expect(await shown(browser, "/wallet")).toContain("Charges without a password are off");
    await tellConsumers(app.deps);
    expect(await inbox(app)).toContainEqual(expect.stringContaining("without a password are off"));

    await browser.ask("/wallet/charging/reopening", { fields: { contract_id: first } });
    expect(await standingOf(app, first)).toBe("active");
    expect(await standingOf(app, second)).toBe("charging_closed");
    expect(await shown(browser, "/wallet/charging")).toContain("Contracts on hold");
    expect(await shown(browser, `/wallet/contracts/${second}`)).toContain(
      "You turned off charges without a password",
    );
    await browser.ask("/wallet/charging/reopening", { fields: { contract_id: second } });
    expect(await standingOf(app, second)).toBe("active");
  });

  it("opens nothing for whoever signed in too long ago, and leads them back after signing in", async () => {
    const { contracts: [first], browser } = await somebody("person_a");
    await browser.ask("/wallet/charging", { fields: {} });
    app.clock.advance(minutes(11));
    const late = await browser.ask("/wallet/charging/reopening", {
      fields: { contract_id: first },
    });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("sign in again");
    expect(late.headers.getSetCookie().join()).toContain("after_sign_in=charging");
    expect(await standingOf(app, first)).toBe("charging_closed");
  });

  it("asks whoever is not signed in to come in", async () => {
    for (const path of ["/wallet/charging", "/wallet/lost_phone"]) {
      expect((await browserWith(app).ask(path)).status).toBe(403);
      expect((await browserWith(app).ask(path, { fields: {} })).status).toBe(403);
    }
  });
});

describe("/wallet/lost_phone", () => {
  it("stops everything in one press, says what that was, and takes it back", async () => {
    const { contracts: [first], browser } = await somebody("person_b");
    const other = await cameIn(app, "/wallet", "person_b");
    expect(await shown(browser, "/wallet/lost_phone")).toContain("Lost your phone?");
    await browser.ask("/wallet/lost_phone", { fields: {} });
    expect(await standingOf(app, first)).toBe("phone_lost");
    expect((await other.ask("/wallet/devices")).status).toBe(403);
    const page = await shown(browser, "/wallet/lost_phone");
    expect(page).toContain("Your phone is reported lost");
    expect(page).toContain("Your 2 contracts are on hold");

    // The app may be on the phone that is lost, until its owner has had it locked.
    const early = await browser.ask("/wallet/lost_phone/found", { fields: {} });
    expect(early.status).toBe(409);
    expect(await early.text()).toContain("Sign in with a passkey, or come back after");
    expect(await standingOf(app, first)).toBe("phone_lost");
    app.clock.advance(days(1));
    const later = await cameIn(app, "/wallet", "person_b");
    const found = await later.ask("/wallet/lost_phone/found", { fields: {} });
    expect([found.status, found.headers.get("location")]).toEqual([303, "/wallet"]);
    expect(await standingOf(app, first)).toBe("active");
  });
});
