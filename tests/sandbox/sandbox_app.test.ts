import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SignAtChannel } from "../../core/channel/contract_channel.ts";
import { identify } from "../../sandbox/bank/app_codes.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import type { BankDeps } from "../../sandbox/bank/bank_deps.ts";
import type { ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { get, post } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let bank: BankDeps;
beforeEach(async () => {
  app = await testApp();
  bank = app.deps;
});
afterEach(() => app.close());

const SIGN = "/sign/sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H";
const CONTRACT: ContractId = "ctr_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H";
const codeOf = (location: string | null) =>
  /^\/[\w/]+\?app_code=([\w-]{22})$/.exec(location ?? "")?.[1] ?? "";

describe("the simulated app", () => {
  it("opens a pasted sign link as the person whose phone it is, with a code that works once", async () => {
    const opened = await post(app, "/sandbox/wallet", {
      code: `http://portal.test${SIGN}?screen=1`,
    });
    expect(opened.status).toBe(303);
    const location = opened.headers.get("location");
    expect(location).toMatch(new RegExp(`^${SIGN}\\?app_code=`));
    expect(await identify(bank, codeOf(location))).toMatchObject({ user_id: "person_a" });
    expect(await identify(bank, codeOf(location))).toEqual({ state: "refused" });
  });

  it("opens a deep link as the person chosen before", async () => {
    const chosen = await post(app, "/sandbox/person", { person: "person_c" });
    const cookie = chosen.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^sandbox_person=person_c; Path=\/sandbox; HttpOnly; SameSite=Lax$/);
    const deep = `/sandbox/wallet?open=${encodeURIComponent(`http://portal.test${SIGN}`)}`;
    const opened = await app.fetch(
      new Request(`http://portal.test${deep}`, { headers: { Cookie: "sandbox_person=person_c" } }),
    );
    expect(opened.status).toBe(303);
    const code = codeOf(opened.headers.get("location"));
    expect(await identify(bank, code)).toMatchObject({ user_id: "person_c" });
    const pasted = await post(app, "/sandbox/wallet", { code: `http://portal.test${deep}` });
    expect(pasted.headers.get("location")).toMatch(new RegExp(`^${SIGN}\\?app_code=`));
  });

  it.each([
    "https://elsewhere.example/sign/sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    "http://portal.test/v1/orders",
    "http://portal.test/sandbox/wallet?open=https%3A%2F%2Felsewhere.example%2Fsign%2Fsgn_1",
    "javascript:alert(1)",
    "nothing",
  ])("leads nowhere for %s, and hands out no code", async (link) => {
    const shown = await get(app, `/sandbox/wallet?open=${encodeURIComponent(link)}`);
    expect([shown.status, shown.headers.get("location")]).toEqual([422, null]);
    expect((await post(app, "/sandbox/wallet", { code: link })).status).toBe(422);
  });

  it("opens other links of this site without identifying the person", async () => {
    const link = "http://portal.test/checkout/ord_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H";
    const opened = await post(app, "/sandbox/wallet", { code: link });
    expect(opened.headers.get("location")).toBe("/checkout/ord_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H");
  });

  it("opens the page of everything signed, with a code", async () => {
    const opened = await post(app, "/sandbox/my_contracts", {});
    expect(opened.headers.get("location")).toMatch(/^\/wallet\?app_code=[\w-]{22}$/);
  });

  it("ignores an unknown name", async () => {
    const chosen = await post(app, "/sandbox/person", { person: "admin" });
    expect([chosen.status, chosen.headers.get("set-cookie")]).toEqual([303, null]);
    const shown = await app.fetch(
      new Request("http://portal.test/sandbox/wallet", {
        headers: { Cookie: "sandbox_person=admin" },
      }),
    );
    expect(await shown.text()).toContain("测试甲在银行的签约");
  });

  it.each(["zh", "en"])(
    "shows people, contracts and what happened to them, in %s",
    async (lang) => {
      await sign();
      const before = await (await get(app, "/sandbox/wallet", lang)).text();
      for (const { phone, idNumber } of persons) {
        expect(before).toContain(phone);
        expect(before).toContain(idNumber);
      }
      expect(before).toContain("茶位月付");
      expect(before).toContain("¥");
      const button = lang === "zh" ? "在 App 里解约" : "End in the app";
      expect(before).toContain(button);
      expect((await post(app, `/sandbox/contracts/${CONTRACT}/end`, { by: "consumer" })).status)
        .toBe(303);
      const after = await (await get(app, "/sandbox/wallet", lang)).text();
      expect(after).not.toContain('name="by"');
      expect(after).toContain(lang === "zh" ? "已在 App 里解约" : "Ended in the app");
      expect(after).toContain(lang === "zh" ? "用户在 App 里" : "by the consumer in the app");
      expect(after).not.toMatch(/undefined|\[object|<script/);
    },
  );

  it("ends no contract of another person", async () => {
    await sign();
    const request = new Request(`http://portal.test/sandbox/contracts/${CONTRACT}/end`, {
      method: "POST",
      headers: { Origin: "http://portal.test", Cookie: "sandbox_person=person_b" },
      body: new URLSearchParams({ by: "consumer" }),
    });
    expect((await app.fetch(request)).status).toBe(404);
    expect((await post(app, "/sandbox/contracts/ctr_1/end", {})).status).toBe(404);
    const [contract] = await app.deps.load(bank.bank.contracts.byId(CONTRACT));
    expect(contract?.state).toBe("signed");
  });

  it("ends by the bank, and with the account", async () => {
    await sign();
    await post(app, `/sandbox/contracts/${CONTRACT}/end`, { by: "channel" });
    const other: ContractId = "ctr_01KAF0ZV9Q3W5X7Y9Z1B3D5F7J";
    await sign(other);
    expect((await post(app, "/sandbox/account_closure", {})).status).toBe(303);
    const [first, second] = await app.deps.load(
      bank.bank.contracts.byId(CONTRACT),
      bank.bank.contracts.byId(other),
    );
    expect([first, second]).toMatchObject([
      { state: "ended", by: "channel" },
      { state: "ended", by: "account_closure" },
    ]);
  });
});

describe("the inbox page", () => {
  it.each([["zh", "测试甲（19900000001）"], ["en", "Test A (19900000001)"]])(
    "shows each phone's messages in %s, newest first, as text",
    async (lang, heading) => {
      expect((await get(app, "/sandbox/inbox", lang)).status).toBe(200);
      await app.deps.sms({
        phone: "19900000001",
        text: "签约码 111111\n@portal.test #111111",
        test: true,
      });
      await app.deps.sms({ phone: "19900000001", text: "<b>222222</b>", test: true });
      await app.deps.sms({ phone: "19900000009", text: "333333", test: true });
      const html = await (await get(app, "/sandbox/inbox", lang)).text();
      expect(html).toContain(heading);
      expect(html).toContain("&lt;b&gt;222222");
      expect(html.indexOf("222222")).toBeLessThan(html.indexOf("@portal.test #111111"));
      expect(html).toContain("19900000009");
      expect(html).not.toMatch(/undefined|\[object|<script/);
    },
  );

  it("is not there without a sandbox", async () => {
    const live = await testApp({ config: { sandbox: false } });
    try {
      for (const path of ["/sandbox/inbox", "/sandbox/wallet?open=x"]) {
        expect((await get(live, path)).status).toBe(404);
      }
      expect((await post(live, "/sandbox/account_closure", {})).status).toBe(404);
    } finally {
      await live.close();
    }
  });
});

async function sign(contractId = CONTRACT): Promise<void> {
  const contracts = app.deps.channels.sandbox!.contracts!;
  const command: SignAtChannel = {
    signingId: "sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    contractId,
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    planId: "pln_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" as const,
    planVersion: 1,
    title: "茶位月付",
    channelUserId: "person_a",
    cardToken: "sbxcard_a_debit",
    perTransactionLimit: cny(10_000),
    perDayLimit: cny(50_000),
    noticeUrl: "http://portal.test/notify/sandbox",
  };
  const request = await contracts.sign(command);
  if (!request) throw new Error("nothing to send");
  const signed = await contracts.readSign(await app.deps.http(request), contractId);
  if (signed.type !== "signed") throw new Error(`not signed: ${signed.type}`);
}
