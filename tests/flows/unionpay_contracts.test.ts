import { createPrivateKey, sign as signBytes } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOpenTokens } from "../../core/channel/unionpay/open/open_tokens.ts";
import { hours, minutes, seconds } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { browserWith, tapSign } from "../support/app_browser.ts";
import { charge, readDeduction } from "../support/deductions.ts";
import { eventTypes } from "../support/payer.ts";
import {
  APP_ID,
  confirmAt,
  enter,
  IN_APP,
  type PlatformApp,
  platformApp,
  TEMPLATE,
} from "../support/platform_app.ts";
import { readSigning } from "../support/signers.ts";
import { mutatedOpenNotices } from "./mutated_open_notices_story.ts";

let pki: Pki;
let at: PlatformApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
});
afterEach(() => at.close());

type Said = Readonly<Record<string, string>>;

async function signed(code: string) {
  const path = await at.open(code);
  await at.sign(path);
  return await at.contractOf(path);
}

async function stateOf(contractId: string) {
  const { state, terminated_by } = await (await at.app.api(`/v1/contracts/${contractId}`)).json();
  return [state, terminated_by];
}

async function pass(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    at.app.clock.advance(minutes(1));
    await at.settle();
  }
}

/** A notice as the platform would sign it. */
function noticed(fields: Said): Said {
  const text = Object.keys(fields).sort().map((name) => `${name}=${fields[name]}`).join("&");
  const key = createPrivateKey(pki.openPlatform.key);
  return { ...fields, signature: signBytes("sha256", Buffer.from(text), key).toString("base64") };
}

async function notify(fields: Said) {
  const answer = await at.app.fetch(
    new Request(`http://portal.test/notify/unionpay/${at.app.merchant.merchantNo}/contracts`, {
      method: "POST",
      body: new URLSearchParams(fields),
    }),
  );
  return [answer.status, answer.status === 200 ? await answer.text() : ""];
}

describe("a signing by the open platform", () => {
  it("leads on to the app's own page, and is a contract only when it was applied for", async () => {
    const path = await at.open("member-1");
    const signing = await readSigning(at.app, path.replace("/sign/", ""));
    expect(signing).toMatchObject({ app_url: `http://portal.test${path}/app` });
    // Outside the app it is read, and nothing else.
    const outside = await browserWith(at.app).ask(path);
    expect([outside.status, await outside.text()]).toEqual([
      200,
      expect.stringContaining(`${path}/app`),
    ]);

    const browser = await enter(at, path);
    const page = await (await browser.ask(path)).text();
    expect(page).toContain("the cards you keep in UnionPay QuickPass");
    expect((await at.gateway.control({})).contracts).toEqual([]);
    await tapSign(browser, path);
    const contract = await at.contractOf(path);
    expect(contract).toMatchObject({ state: "active", contract_code: "member-1" });
    const [there] = (await at.gateway.control({})).contracts;
    expect(there?.contractCode).toBe(contract.contract_id.replace("_", ""));
    const evidence = await (await at.app.api(`/v1/contracts/${contract.contract_id}/evidence`))
      .json();
    const payload = JSON.parse(atob(
      evidence.evidence.split(".")[1].replaceAll("-", "+")
        .replaceAll("_", "/"),
    ));
    expect(payload.factors).toEqual(["app_session", "channel_sign_page"]);
    expect(payload.consumer.phone).toBeNull();
    expect(payload.channel).toEqual({ name: "unionpay", contract_no: there?.contractId });
    expect(await eventTypes(at.app)).toEqual(["plan.approved", "contract.signed"]);
  });

  it("signs nothing with a code that another browser went for, nor after a decline", async () => {
    const path = await at.open("member-2");
    const leaving = await browserWith(at.app).ask(path, { headers: { "User-Agent": IN_APP } });
    const there = leaving.headers.get("location") ?? "";
    expect(new URL(there).searchParams.get("planId")).toBe(TEMPLATE);
    const stolen = await browserWith(at.app).ask(await confirmAt(there));
    expect(stolen.headers.get("location")).toBe(`${path}?entry=refused`);
    const declined = await browserWith(at.app).ask(await confirmAt(there, "decline"));
    expect(declined.headers.get("location")).toBe(`${path}?entry=refused`);
    // Which is shown, and leads nowhere by itself.
    const shown = await browserWith(at.app).ask(`${path}?entry=refused`, {
      headers: { "User-Agent": IN_APP },
    });
    expect(shown.status).toBe(200);
    expect((await at.gateway.control({})).contracts).toEqual([]);
  });

  it("finds out what became of an application whose answer was lost, never asking sooner than five minutes after", async () => {
    const path = await at.open("member-3");
    const browser = await enter(at, path);
    await at.gateway.control({ rules: [{ on: "contract.apply", act: "silent", times: 1 }] });
    await tapSign(browser, path);
    expect((await readSigning(at.app, path.replace("/sign/", ""))).state).toBe("open");
    at.app.clock.advance(seconds(31));
    await at.settle();
    expect(await at.contractOf(path)).toMatchObject({ state: "active" });

    // One that never arrived is refused only when an answer from memory is out of the question.
    const other = await at.open("member-4");
    const second = await enter(at, other);
    await at.gateway.control({
      end_contract: {
        payer: "payer_a",
        contract_id: (await at.gateway.control({})).contracts[0]?.contractId ?? "",
      },
    });
    await at.settle();
    await at.gateway.control({ rules: [{ on: "contract.apply", act: "down", times: 1 }] });
    await tapSign(second, other);
    await pass(4);
    expect(await (await second.ask(other)).text()).not.toContain("refused");
    await pass(5);
    expect((await at.gateway.control({})).contracts).toHaveLength(1);
    await tapSign(second, other);
    expect(await at.contractOf(other)).toMatchObject({ state: "active" });
  });

  it("is not begun when what the app vouched for is an hour old", async () => {
    const path = await at.open("member-5");
    const browser = await enter(at, path);
    for (let step = 0; step < 5; step++) {
      at.app.clock.advance(minutes(14));
      await browser.ask(`${path}/card`, { fields: { card: "" } });
      await browser.ask(`${path}/code`, { fields: {} });
    }
    const late = await at.open("member-5b");
    const answer = await tapSign(browser, late);
    expect(answer.status).toBe(409);
    expect((await readSigning(at.app, late.replace("/sign/", ""))).state).toBe("open");
    expect((await at.gateway.control({})).contracts).toEqual([]);
  });
});

describe("a deduction by such a contract", () => {
  it("is charged at the gateway, told or queried, refused for its reason, and refunded", async () => {
    const { contract_id } = await signed("member-6");
    const deduct = async (no: string, amount: number) => {
      const answer = await charge(at.app, { contract_id, merchant_order_no: no, amount });
      return (await answer.json()).deduction_id as string;
    };
    const first = await deduct("D-1", 5_000);
    await at.settle();
    expect(await readDeduction(at.app, first)).toMatchObject({ state: "succeeded" });
    await at.gateway.control({
      rules: [{ on: "01/10", act: "silent", times: 1 }, {
        on: "notice",
        act: "withheld",
        times: 1,
      }],
    });
    const lost = await deduct("D-2", 100);
    await at.settle();
    expect(await readDeduction(at.app, lost)).toMatchObject({ state: "processing" });
    await pass(2);
    expect(await readDeduction(at.app, lost)).toMatchObject({ state: "succeeded" });
    await at.gateway.control({ rules: [{ on: "01/10", act: "decline", code: "64", times: 1 }] });
    const poor = await deduct("D-3", 100);
    await at.settle();
    expect(await readDeduction(at.app, poor)).toMatchObject({
      state: "failed",
      failure: { code: "insufficient_funds" },
    });
    const { transactions } = await at.gateway.control({});
    expect(transactions.filter(({ kind }) => kind === "deduction")).toHaveLength(3);

    const body = { merchant_refund_no: "R-1", amount: 1_000 };
    const refund = await (await at.app.api(`/v1/deductions/${first}/refunds`, { body })).json();
    await at.settle();
    expect(await (await at.app.api(`/v1/refunds/${refund.refund_id}`)).json())
      .toMatchObject({ state: "succeeded" });
  });
});

describe("the end of such a contract", () => {
  it("by the merchant is the platform's as well, and by the owner in the app is told to us once", async () => {
    const first = await signed("member-7");
    const path = `/v1/contracts/${first.contract_id}/termination`;
    await at.app.api(path, { body: {} });
    expect(await stateOf(first.contract_id)).toEqual(["terminated", "merchant"]);
    expect((await at.gateway.control({})).contracts[0]?.endedAt).toBeDefined();

    const second = await signed("member-8");
    const { contracts } = await at.gateway.control({});
    await at.gateway.control({
      end_contract: { payer: "payer_a", contract_id: contracts[1]?.contractId ?? "" },
    });
    await at.settle();
    expect(await stateOf(second.contract_id)).toEqual(["terminated", "consumer"]);
    const { notices } = await at.gateway.control({});
    expect(notices.map(({ answers }) => answers)).toEqual([[200]]);
    expect((await eventTypes(at.app)).filter((type) => type === "contract.terminated"))
      .toHaveLength(2);
    expect(
      (await charge(at.app, {
        contract_id: second.contract_id,
        merchant_order_no: "D-9",
        amount: 1,
      })).status,
    ).toBe(409);
  });

  it("that the platform refuses or does not answer stays asked for until it agrees", async () => {
    const { contract_id } = await signed("member-9");
    await at.gateway.control({ rules: [{ on: "contract.relieve", act: "down" }] });
    await at.app.api(`/v1/contracts/${contract_id}/termination`, { body: {} });
    await pass(10);
    expect(await stateOf(contract_id)).toEqual(["terminating", "merchant"]);
    await at.gateway.control({ rules: [] });
    await pass(60);
    expect(await stateOf(contract_id)).toEqual(["terminated", "merchant"]);
  });
});

describe("a notice of the open platform", () => {
  it("is believed by its own signature alone, about this contract alone, and acknowledged in its own words", async () => {
    const contract = await signed("member-10");
    const [there] = (await at.gateway.control({})).contracts;
    const ended = {
      appId: APP_ID,
      openId: there?.openId ?? "",
      planId: TEMPLATE,
      contractId: there?.contractId ?? "",
      contractCode: there?.contractCode ?? "",
      operateTime: "20261127093000",
    };
    const good = noticed(ended);
    const { signature: _, ...unsigned } = good;
    const wrong: readonly [Said, number][] = [
      [unsigned, 401],
      [{ ...good, operateTime: "20261127093001" }, 401],
      [{ ...good, signature: "AAAA" }, 401],
      [noticed({ ...ended, openId: "another" }), 409],
      [noticed({ ...ended, planId: "c".repeat(32) }), 409],
      [noticed({ ...ended, contractId: "9000000000000000000" }), 409],
      [noticed({ appId: APP_ID, contractId: "9000000000000000000", operateTime: "1" }), 409],
      [noticed({ ...ended, appId: "f".repeat(32) }), 409],
      [{ nonsense: "%" }, 401],
    ];
    for (const [notice, status] of wrong) {
      expect([(await notify(notice))[0], notice]).toEqual([status, notice]);
    }
    expect(await stateOf(contract.contract_id)).toEqual(["active", null]);
    const [refused] = await at.app.deps.load(at.app.deps.refusedNotices.latest(100));
    expect(refused).toHaveLength(wrong.length);

    expect(await notify(good)).toEqual([200, '{"resp":"00"}']);
    expect(await notify(good)).toEqual([200, '{"resp":"00"}']);
    expect(await stateOf(contract.contract_id)).toEqual(["terminated", "consumer"]);
    // Nothing revives it.
    expect(await notify(noticed({ ...ended, contractStatus: "1" }))).toEqual([
      200,
      '{"resp":"00"}',
    ]);
    expect((await stateOf(contract.contract_id))[0]).toBe("terminated");
  });

  it("in a shape that nobody knows makes us ask once, is kept as it came, and is shown to the operator", async () => {
    const contract = await signed("member-11");
    const [there] = (await at.gateway.control({})).contracts;
    const odd = noticed({
      contractId: there?.contractId ?? "",
      tokenStatus: "08",
      finishTime: "1",
    });
    const { requests } = counted();
    expect((await notify(odd))[0]).toBe(200);
    expect((await notify(odd))[0]).toBe(200);
    expect(requests.filter((url) => url.endsWith("contract.info"))).toHaveLength(1);
    expect(await stateOf(contract.contract_id)).toEqual(["active", null]);
    const [kept, refused] = await at.app.deps.load(
      at.app.deps.openPlatform.notices(10),
      at.app.deps.refusedNotices.latest(10),
    );
    expect(kept.map(({ understood, contractId }) => [understood, contractId])).toEqual([
      [false, contract.contract_id],
      [false, contract.contract_id],
    ]);
    const body = await at.app.deps.vault.open(
      kept[0]?.sealedBody ?? "",
      "open_notices.sealed_body",
    );
    expect(body).toBe(new URLSearchParams(odd).toString());
    expect(refused[0]).toMatchObject({ code: "notice_not_understood" });

    await at.gateway.control({
      rules: [{ on: "notice", act: "withheld" }],
      end_contract: { payer: "payer_a", contract_id: there?.contractId ?? "" },
    });
    at.app.clock.advance(minutes(5));
    expect((await notify(odd))[0]).toBe(200);
    expect(await stateOf(contract.contract_id)).toEqual(["terminated", "channel"]);
  });
});

/** The URLs that the portal asks from now on. */
function counted(): { readonly requests: readonly string[] } {
  const requests: string[] = [];
  const { deps } = at.app;
  const real = deps.http;
  Object.assign(deps, {
    http: (request: Parameters<typeof real>[0]) => {
      requests.push(request.url);
      return real(request);
    },
  });
  return { requests };
}

describe("the platform's tokens", () => {
  it("are fetched by one of several processes, kept for all, and fetched again in time", async () => {
    const { deps } = at.app;
    const [app] = await deps.load(deps.openPlatform.app(APP_ID));
    if (!app) throw new Error("no app");
    let fetched = 0;
    const process = () =>
      createOpenTokens({
        ...deps,
        http: (request) => {
          fetched++;
          return deps.http(request);
        },
      });
    const processes = [process(), process(), process()];
    const all = () =>
      Promise.all(processes.flatMap((each) => [1, 2].map(() => each.get(app, "backend"))));
    const first = await all();
    expect([new Set(first).size, fetched]).toEqual([1, 1]);
    at.app.clock.advance(hours(1));
    expect(await all()).toEqual(first);
    expect(fetched).toBe(1);
    // In its last ten minutes one fetches the next, and the others need not wait.
    at.app.clock.advance(minutes(51));
    await all();
    expect(fetched).toBe(2);
    expect(new Set(await all()).size).toBe(1);
    expect(await processes[0]?.get(app, "front")).not.toBe(await processes[0]?.get(app, "backend"));
    // A platform that is away has none; the next call tries again.
    at.app.clock.advance(hours(3));
    await at.gateway.control({ rules: [{ on: "*", act: "down", times: 1 }] });
    expect(await processes[0]?.get(app, "backend")).toBeUndefined();
    expect(await processes[1]?.get(app, "backend")).toBeDefined();
  });
});

describe("mutated notices of the open platform", () => {
  it("end no contract and are no fault", () => mutatedOpenNotices({ at, pki }, 400));
});
