import { decodeJwt } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { shareSignups } from "../../core/channel/share_signups.ts";
import type { Id, PlanId } from "../../core/id.ts";
import { setOpenTemplate } from "../../core/open_platform/set_open_template.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { minutes } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { browserWith, cameIn, tapSign } from "../support/app_browser.ts";
import { charge, inbox } from "../support/deductions.ts";
import { approvedPlan, openedSigning, readSigning } from "../support/signers.ts";
import { must } from "../support/fixtures.ts";
import { APP_ID, enter, type PlatformApp, platformApp, TEMPLATE } from "../support/platform_app.ts";
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

async function json(path: string, body?: object) {
  return await (await at.app.api(path, body ? { body } : {})).json();
}

function contract(id: string) {
  return json(`/v1/contracts/${id}`);
}

/** The path of the link that the merchant sends to this contract's consumer. */
async function linkOf(id: string): Promise<string> {
  return new URL((await contract(id)).sign_again_url).pathname;
}

/** Presses the link's button; the page of the signing that it opens. */
async function press(link: string): Promise<string> {
  const pressed = await browserWith(at.app).ask(link, { fields: { go: "on" } });
  return pressed.headers.get("location") ?? "";
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

    const link = await linkOf(old);
    const page = await browserWith(at.app).ask(link);
    expect([page.status, (await page.text()).includes("Please sign again")]).toEqual([200, true]);
    // Looking changes nothing, and pressing twice is one signing.
    const path = await press(link);
    expect(path).toMatch(/^\/sign\/sgn_/);
    expect(await press(link)).toBe(path);
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
      replaced_by: fresh.contract_id,
      sign_again_url: null,
    });
    expect((await charge(at.app, { ...given, merchant_order_no: "D-2" })).status).toBe(409);
    at.app.clock.advance(minutes(2));
    await at.settle();
    expect((await contract(old)).state).toBe("terminated");
    const done = await browserWith(at.app).ask(link);
    expect(await done.text()).toContain("There is nothing to sign again.");
  });

  it("is what the merchant finds with its link, and sees how many have signed again", async () => {
    const old = await leftBehind();
    const [first] = (await json("/v1/contracts?must_sign_again=true")).data;
    expect(first).toMatchObject({ contract_id: old, sign_again_url: expect.any(String) });
    const move = { channel: "unionpay", total: 1, signed_again: 0, to_sign_again: 1 };
    expect(await json("/v1/contract_move")).toEqual(move);
    const owner = await joined(at.app, "owner", merchantNo());
    const console = async (path: string) => await (await owner.ask(path)).text();
    const list = await console("/console/contracts?again=due");
    expect(list).toContain(`/console/contracts/${old}`);
    expect(list).toContain("0 of 1 contracts have been signed again");
    const link = await linkOf(old);
    expect(await console("/console/contracts?again=due&format=csv")).toContain(link);
    expect(await console(`/console/contracts/${old}`)).toContain(link);

    const path = await press(link);
    await tapSign(await enter(at, path), path);
    const fresh = await at.contractOf(path);
    expect((await json("/v1/contracts?must_sign_again=true")).data).toEqual([]);
    expect(await json("/v1/contract_move")).toEqual({ ...move, signed_again: 1, to_sign_again: 0 });
    expect(await console("/console/contracts?again=due")).not.toContain(`/contracts/${old}`);
    expect(await console("/console/contracts")).toContain(
      "1 of 1 contracts have been signed again",
    );
    expect(await console(`/console/contracts/${old}`)).toContain(fresh.contract_id);
  });

  it("is opened by its own link alone, which the merchant can replace", async () => {
    const old = await leftBehind();
    const link = await linkOf(old);
    const status = async (path: string) => (await browserWith(at.app).ask(path)).status;
    const madeUp = link.slice(0, -1) + (link.endsWith("0") ? "1" : "0");
    expect([await status(`/again/${old}`), await status(madeUp), await press(madeUp)])
      .toEqual([404, 404, ""]);
    expect(await status(link)).toBe(200);

    const replaced = await json(`/v1/contracts/${old}/sign_again_links`, {});
    const next = new URL(replaced.sign_again_url).pathname;
    expect(next).not.toBe(link);
    expect([await status(link), await press(link), await status(next)]).toEqual([404, "", 200]);
    const owner = await joined(at.app, "owner", merchantNo());
    await owner.ask(`/console/contracts/${old}/link`, { go: "on" });
    expect(await status(next)).toBe(404);
    expect(await status(await linkOf(old))).toBe(200);
    expect((await contract(old)).state).toBe("active");
    // Its own life has no step of it, and so its evidence verifies as before.
    const { lifecycle } = await json(`/v1/contracts/${old}/evidence`);
    expect(lifecycle).toHaveLength(1);
  });

  it("ends as well where its consumer had already signed at the new channel by themselves", async () => {
    const old = await leftBehind();
    const own = await at.open("member-9");
    await at.sign(own);
    const { contract_id } = await at.contractOf(own);
    const path = await press(await linkOf(old));
    const browser = await enter(at, path);
    await tapSign(browser, path);
    expect(await readSigning(at.app, path.replace("/sign/", "")))
      .toMatchObject({ state: "signed", already_signed: true, contract_id });
    expect(await contract(old)).toMatchObject({ state: "terminating", replaced_by: contract_id });
    expect(await json("/v1/contract_move")).toMatchObject({ signed_again: 1, to_sign_again: 0 });
  });

  it("says so on the link's page while its plan has no template at the new channel", async () => {
    await trade("sandbox");
    const planId = await approvedPlan(at.app);
    const { signing_id } = await openedSigning(at.app, { plan_id: planId, contract_code: "m-4" });
    const path = `/sign/${signing_id}`;
    await tapSign(await cameIn(at.app, path), path);
    const { contract_id } = await at.contractOf(path);
    await trade("unionpay");
    const pressed = await browserWith(at.app).ask(await linkOf(contract_id), {
      fields: { go: "on" },
    });
    expect(pressed.status).toBe(409);
    expect(await pressed.text()).toContain("This agreement can&#39;t be signed right now.");
  });

  it("is nobody's to sign again while it is where its number is", async () => {
    const path = await at.open("member-2");
    await at.sign(path);
    const { contract_id } = await at.contractOf(path);
    expect((await contract(contract_id)).sign_again_url).toBe(null);
    const refused = await at.app.api(`/v1/contracts/${contract_id}/sign_again_links`, { body: {} });
    expect([refused.status, (await refused.json()).code]).toEqual([409, "nothing_to_sign"]);
    expect(await json("/v1/contract_move")).toMatchObject({ total: 0 });
  });
});

describe("two channels that share their sign-ups", () => {
  const by = byOperator;

  /** Signed at UnionPay under a plan that wants a code, by somebody whom the sandbox knows too; the number has moved there. */
  async function signedUpThere(personNo: PersonNo): Promise<string> {
    const planId = await approvedPlan(at.app, { verify_phone: true }) as PlanId;
    const template = { planId, appId: APP_ID, templateId: TEMPLATE };
    must(await setOpenTemplate(at.app.deps, { ...template, by }));
    const { signing_id } = await openedSigning(at.app, { plan_id: planId, contract_code: "m-1" });
    await at.sign(`/sign/${signing_id}`);
    const { contract_id } = await at.contractOf(`/sign/${signing_id}`);
    const [found] = await at.app.deps.load(
      at.app.deps.contracts.byId(contract_id as Id<"ctr">, at.app.deps.now()),
    );
    await at.app.deps.write({
      statements: [{
        sql:
          "insert into identities (issuer, subject, consumer_id, created_at) values ('sandbox', ?1, ?2, 0)",
        args: [personNo, found?.contract.consumerId ?? ""],
      }],
    });
    await trade("sandbox");
    return contract_id;
  }

  async function agree(old: string, personNo: PersonNo) {
    const path = await press(await linkOf(old));
    const browser = await cameIn(at.app, path, personNo);
    const page = await (await browser.ask(path)).text();
    const answer = await tapSign(browser, path);
    return { path, asksForCode: page.includes("Agree and get code"), status: answer.status };
  }

  it("take one confirmation without a code, of the same person", async () => {
    const old = await signedUpThere("person_a");
    await shareSignups(at.app.deps, { channels: ["unionpay", "sandbox"], shared: true, by });
    const signed = await agree(old, "person_a");
    expect(signed).toMatchObject({ asksForCode: false, status: 303 });
    const fresh = await at.contractOf(signed.path);
    expect(fresh).toMatchObject({ state: "active", channel: "sandbox" });
    expect(await contract(old)).toMatchObject({ replaced_by: fresh.contract_id });
    const { evidence } = await json(`/v1/contracts/${fresh.contract_id}/evidence`);
    expect(decodeJwt(evidence)["factors"]).toEqual(["app_session", "shared_signup"]);
    await at.settle();
    expect(await inbox(at.app)).toContainEqual(expect.stringContaining("续杯"));
  });

  it("ask anybody else for the code, and everybody once they share no more", async () => {
    const old = await signedUpThere("person_a");
    await shareSignups(at.app.deps, { channels: ["sandbox", "unionpay"], shared: true, by });
    expect(await agree(old, "person_b")).toMatchObject({ asksForCode: true, status: 422 });
    await shareSignups(at.app.deps, { channels: ["sandbox", "unionpay"], shared: false, by });
    expect(await agree(old, "person_a")).toMatchObject({ asksForCode: true, status: 422 });
    expect((await contract(old)).state).toBe("active");
  });
});
