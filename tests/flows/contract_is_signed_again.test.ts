import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { browserWith, cameIn, tapSign } from "../support/app_browser.ts";
import { charge } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { APP_ID, enter, type PlatformApp, platformApp } from "../support/platform_app.ts";
import { joined } from "../support/staff.ts";
import { MER_ID } from "../support/unionpay_app.ts";

let pki: Pki;
let at: PlatformApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
});
afterEach(() => at.close());

const merchantNo = () => at.app.merchant.merchant.merchantNo;

async function trade(channel: "sandbox" | "unionpay"): Promise<void> {
  const to = channel === "sandbox" ? undefined : {
    credential: "test_keys",
    merId: MER_ID,
    access: { type: "merchant" },
    openApp: APP_ID,
  } as const;
  must(
    await connectMerchant(at.app.deps, { merchantNo: merchantNo(), to, by: byOperator }),
  );
}

/** Signed through the sandbox, whose number then moves to UnionPay. */
async function leftBehind(): Promise<string> {
  await trade("sandbox");
  const path = await at.open("member-1");
  await tapSign(await cameIn(at.app, path), path);
  const { contract_id } = await at.contractOf(path);
  await trade("unionpay");
  return contract_id;
}

async function contract(id: string) {
  return await (await at.app.api(`/v1/contracts/${id}`)).json();
}

describe("a contract whose number has moved to another channel", () => {
  it("stays and is charged where it was signed, until its consumer signs again by the link", async () => {
    const old = await leftBehind();
    expect(await contract(old)).toMatchObject({ state: "active", channel: "sandbox" });
    const given = { contract_id: old, merchant_order_no: "D-1", amount: 100 };
    const { deduction_id } = await (await charge(at.app, given)).json();
    await at.settle();
    expect(await (await at.app.api(`/v1/deductions/${deduction_id}`)).json())
      .toMatchObject({ state: "succeeded" });

    const link = `/again/${old}`;
    const page = await browserWith(at.app).ask(link);
    expect([page.status, (await page.text()).includes("Please sign again")]).toEqual([200, true]);
    // Looking changes nothing, and pressing twice is one signing.
    const pressed = await browserWith(at.app).ask(link, { fields: { go: "on" } });
    const twice = await browserWith(at.app).ask(link, { fields: { go: "on" } });
    const path = pressed.headers.get("location") ?? "";
    expect([pressed.status, twice.headers.get("location")]).toEqual([303, path]);
    expect((await contract(old)).state).toBe("active");

    const browser = await enter(at, path);
    expect(await (await browser.ask(path)).text())
      .toContain("takes the place of the contract you signed with this merchant before");
    await tapSign(browser, path);
    const fresh = await at.contractOf(path);
    expect(fresh).toMatchObject({
      state: "active",
      channel: "unionpay",
      contract_code: "member-1",
    });
    expect(await contract(old)).toMatchObject({
      state: "terminating",
      terminated_by: "merchant",
      reason: `replaced by ${fresh.contract_id}`,
    });
    expect((await charge(at.app, { ...given, merchant_order_no: "D-2" })).status).toBe(409);
    at.app.clock.advance(minutes(2));
    await at.settle();
    expect((await contract(old)).state).toBe("terminated");
    const done = await browserWith(at.app).ask(link);
    expect(await done.text()).toContain("There is nothing to sign again.");
  });

  it("is what the merchant finds by its channel, with its link, and sees signed again", async () => {
    const old = await leftBehind();
    const owner = await joined(at.app, "owner", merchantNo());
    const list = await (await owner.ask("/console/contracts?channel=sandbox")).text();
    expect(list).toContain(`/console/contracts/${old}`);
    expect(await (await owner.ask("/console/contracts?channel=unionpay")).text())
      .not.toContain(old);
    expect(await (await owner.ask(`/console/contracts/${old}`)).text()).toContain(`/again/${old}`);
    const pressed = await browserWith(at.app).ask(`/again/${old}`, { fields: { go: "on" } });
    const path = pressed.headers.get("location") ?? "";
    await tapSign(await enter(at, path), path);
    const fresh = await at.contractOf(path);
    expect(await (await owner.ask(`/console/contracts/${old}`)).text())
      .toContain(fresh.contract_id);
  });

  it("is nobody's to sign again while it is where its number is, and unknown ones are not found", async () => {
    const path = await at.open("member-2");
    await at.sign(path);
    const { contract_id } = await at.contractOf(path);
    const pressed = await browserWith(at.app).ask(`/again/${contract_id}`, {
      fields: { go: "on" },
    });
    expect([pressed.status, (await pressed.text()).includes("nothing to sign again")])
      .toEqual([200, true]);
    const unknown = await browserWith(at.app).ask("/again/ctr_01KAG8M0000000000000000009");
    expect(unknown.status).toBe(404);
  });
});
