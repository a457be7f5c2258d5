import { createHash, createPublicKey, verify } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { acpMerchant, gatewayPki, requests } from "../support/acp_merchant.ts";

const APP = {
  appId: "a".repeat(32),
  secret: "s".repeat(32),
  plans: [{
    planId: "b".repeat(32),
    title: "会员续杯",
    noticeUrl: "https://shop.example/unsigned",
    perTransactionLimit: 10_000,
  }],
};
const PLAN = "b".repeat(32);

type Said = Readonly<Record<string, string>>;

let pki: Pki;
let at: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await open();
});
afterEach(() => at.stop());

/** A program of the app, by the platform's rules alone, which trades at the gateway as well. */
async function open() {
  const merchant = await acpMerchant(pki, [APP]);
  const { gateway, clock } = merchant;
  const call = async (api: string, fields: Said) => {
    const url = `${gateway.url}/open/access/1.0/${api}`;
    const body = JSON.stringify({ appId: APP.appId, ...fields });
    return await (await fetch(url, { method: "POST", body })).json();
  };
  const signed = (fields: Said) => {
    const all: Said = { appId: APP.appId, secret: APP.secret, ...fields };
    const text = Object.keys(all).sort().map((name) => `${name}=${all[name]}`).join("&");
    return createHash("sha256").update(text).digest("hex");
  };
  const fresh = () => ({ nonceStr: "n1", timestamp: String(Math.floor(clock.now() / 1_000)) });
  return { ...merchant, call, signed, fresh };
}

async function tokenOf(kind: "backendToken" | "frontToken"): Promise<string> {
  const fields = at.fresh();
  const { resp, params } = await at.call(kind, { ...fields, signature: at.signed(fields) });
  expect([resp, params.expiresIn]).toEqual(["00", "7200"]);
  return params[kind];
}

const asked = {
  appId: APP.appId,
  redirectUri: "https://shop.example/signed?a=1",
  responseType: "code",
  scope: "upapi_contract",
  state: "S1",
  planId: PLAN,
};

/** Confirms on the sign page; where it leads. */
async function confirm(act = "confirm"): Promise<URL> {
  const path = "/s/open/noPwd/html/open.html";
  const shown = await fetch(`${at.gateway.url}${path}?${new URLSearchParams(asked)}`);
  expect(await shown.text()).toContain("会员续杯");
  const answer = await fetch(at.gateway.url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ ...asked, act }),
  });
  return new URL(answer.headers.get("location") ?? "");
}

/** The whole way to a contract. */
async function sign(contractCode = "C1") {
  const backendToken = await tokenOf("backendToken");
  const code = (await confirm()).searchParams.get("code") ?? "";
  const grantType = "authorization_code";
  const { params: { accessToken, openId } } = await at.call("token", {
    backendToken,
    code,
    grantType,
  });
  const whom = { openId, planId: PLAN, backendToken };
  const { params } = await at.call("contract.apply", { ...whom, accessToken, contractCode });
  return { whom, backendToken, code, accessToken, contract: params };
}

describe("the open platform", () => {
  it("gives tokens for its own signature only, and BC0025 for another", async () => {
    const fields = at.fresh();
    expect((await at.call("backendToken", { ...fields, signature: "0" })).resp).toBe("BC0025");
    const old = { ...fields, timestamp: String(Number(fields.timestamp) - 7_200) };
    expect((await at.call("backendToken", { ...old, signature: at.signed(old) })).resp).not.toBe(
      "00",
    );
    expect((await at.call("contract.info", { backendToken: "none" })).resp).not.toBe("00");
    const backendToken = await tokenOf("backendToken");
    at.clock.advance(minutes(121));
    expect((await at.call("contract.info", { backendToken, openId: "o" })).resp).not.toBe("00");
  });

  it("makes a contract only when it is applied for, once, and repeats what it knew for five minutes", async () => {
    const backendToken = await tokenOf("backendToken");
    const back = await confirm();
    expect([back.searchParams.get("a"), back.searchParams.get("state")]).toEqual(["1", "S1"]);
    const { contracts } = await at.gateway.control({});
    expect(contracts).toEqual([]);
    const { whom, contract, code } = await sign();
    expect(contract).toMatchObject({ contractCode: "C1", planId: PLAN, openId: whom.openId });
    expect(contract.contractId).toMatch(/^\d{19}$/);
    const grantType = "authorization_code";
    expect((await at.call("token", { backendToken, code, grantType })).resp).toBe("BC0011");
    const again = await sign("C2");
    expect(again.contract).toEqual(contract);
    const info = async () => (await at.call("contract.info", whom)).params.contractStatus;
    expect(await info()).toBe("1");
    const { contractId, contractCode } = contract;
    const relieve = { ...whom, contractId, contractCode };
    expect((await at.call("contract.relieve", relieve)).resp).toBe("00");
    expect((await at.call("contract.relieve", relieve)).resp).toBe("BC0021");
    expect(await info()).toBe("1");
    at.clock.advance(minutes(5));
    expect(await info()).toBe("3");
    expect(at.told).toEqual([]);
  });

  it("leads back with an error whoever declines, and refuses an address with a wrong parameter", async () => {
    const back = await confirm("decline");
    expect([back.searchParams.get("code"), back.searchParams.get("errorcode")]).toEqual([
      null,
      "1",
    ]);
    const wrong = new URLSearchParams({ ...asked, state: "a-b" });
    const page = await fetch(`${at.gateway.url}/s/open/noPwd/html/open.html?${wrong}`);
    expect([page.status, (await page.text()).includes("state")]).toEqual([400, true]);
  });

  it("tells a plan's new address, and no plan that is gone can be signed", async () => {
    const { contract: { contractId: contract_id } } = await sign();
    const { appId: app_id, secret } = APP;
    const plan = { plan_id: PLAN, title: "茶", per_transaction_limit: 1 };
    const plans = [{ ...plan, notice_url: "https://shop.example/elsewhere" }];
    await at.gateway.control({ app: { app_id, secret, plans } });
    await at.gateway.control({ end_contract: { payer: "payer_a", contract_id } });
    expect(at.toldAt).toEqual(["https://shop.example/elsewhere"]);
    await at.gateway.control({ app: { app_id, secret, plans: [] } });
    const page = `${at.gateway.url}/s/open/noPwd/html/open.html?${new URLSearchParams(asked)}`;
    const shown = await fetch(page);
    expect([shown.status, (await shown.text()).includes("planId")]).toEqual([400, true]);
  });

  it("tells of an end in the app, signed once over, until it is acknowledged in its own words", async () => {
    const { contract, whom } = await sign();
    const { contractId } = contract;
    at.acks.splice(0, 1, "ok", '{"resp":"00"}');
    await at.gateway.control({ end_contract: { payer: "payer_a", contract_id: contractId } });
    for (let minute = 0; minute < 10; minute++) {
      at.clock.advance(minutes(1));
      await at.gateway.settle();
    }
    expect(at.toldAt).toEqual(Array.from({ length: 2 }, () => "https://shop.example/unsigned"));
    const { signature = "", ...said } = at.told[0] ?? {};
    expect(said).toMatchObject({ contractId, contractCode: "C1", openId: whom.openId });
    const text = Object.keys(said).sort().map((name) => `${name}=${said[name]}`).join("&");
    const key = createPublicKey(pki.openPlatform.certificate);
    const bytes = new TextEncoder().encode(text);
    expect(verify("sha256", bytes, key, Uint8Array.fromBase64(signature))).toBe(true);
    at.clock.advance(seconds(301));
    expect((await at.call("contract.info", whom)).params.contractStatus).toBe("3");
  });

  it("lets a page use the control inside the app for its very address", async () => {
    const frontToken = await tokenOf("frontToken");
    const fields = { nonceStr: "n2", timestamp: "1", url: "https://shop.example/checkout/1" };
    const accepts = async (given: Said) => {
      const body = JSON.stringify({ appId: APP.appId, ...given });
      return (await (await fetch(`${at.gateway.url}/upsdk/config`, { method: "POST", body }))
        .json()).ok;
    };
    const signature = at.signed({ ...fields, frontToken });
    expect(await accepts({ ...fields, signature })).toBe(true);
    expect(await accepts({ ...fields, url: "https://shop.example/", signature })).toBe(false);
    const script = await (await fetch(`${at.gateway.url}/s/open/js/upsdk.js`)).text();
    expect(script).toContain("window.upsdk");
  });
});

describe("a deduction by contract", () => {
  it("is charged within the plan's limit while the contract is in force, and told", async () => {
    const { contract: { contractId, contractCode }, whom } = await sign();
    const deduct = (fields: Said) =>
      at.ask("back", {
        ...requests.code,
        txnSubType: "10",
        channelType: "07",
        accType: "01",
        contractId,
        txnAmt: "10000",
        ...fields,
      });
    const paid = await deduct({});
    expect(paid["respCode"]).toBe("00");
    await at.gateway.settle();
    expect(at.told[0]).toMatchObject({ txnAmt: "10000", queryId: paid["queryId"] });
    expect((await deduct({ txnAmt: "10001" }))["respCode"]).toBe("33");
    expect((await deduct({ contractId: "9000000000000000000" }))["respCode"]).toBe("40");
    await at.gateway.control({ rules: [{ on: "01/10", act: "decline", code: "64", times: 1 }] });
    expect((await deduct({}))["respCode"]).toBe("64");
    await at.call("contract.relieve", { ...whom, contractId, contractCode });
    expect((await deduct({}))["respCode"]).toBe("40");
    await at.gateway.settle();
    expect(at.told).toHaveLength(1);
  });
});
