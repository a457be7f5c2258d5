import type { ContractChannel } from "../../core/channel/contract_channel.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { declineSigning } from "../../core/signing/decline_signing.ts";
import { SIGNING_LIFETIME } from "../../core/signing/signing.ts";
import { openSigning } from "../../core/signing/open_signing.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { get } from "../support/payer.ts";
import {
  agree,
  approvedPlan,
  countEvents,
  entered,
  idOf,
  openedSigning,
  planForm,
  readSigning,
} from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let planId: string;
beforeEach(async () => {
  app = await testApp();
  planId = await approvedPlan(app);
});
afterEach(() => app.close());

describe("opening a signing", () => {
  it("returns a sign page, a link into the app and a screen, and what the merchant gave", async () => {
    const answer = await app.api("/v1/signings", {
      body: {
        plan_id: planId,
        contract_code: "member-7",
        user_id: "u-7",
        return_url: "https://teahouse.example/back",
      },
    });
    const signing = await answer.json();
    expect([answer.status, answer.headers.get("location")]).toEqual([
      201,
      `/v1/signings/${signing.signing_id}`,
    ]);
    const page = `http://portal.test/sign/${signing.signing_id}`;
    expect(signing).toMatchObject({
      plan_id: planId,
      plan_version: 1,
      contract_code: "member-7",
      user_id: "u-7",
      state: "open",
      sign_url: page,
      app_url: `http://portal.test/sandbox/wallet?open=${encodeURIComponent(page)}`,
      screen_url: `${page}?screen=1`,
      contract_id: null,
      already_signed: false,
      expires_at: "2026-11-20T06:30:00.000Z",
    });
    expect(await readSigning(app, signing.signing_id)).toEqual(signing);
  });

  it("returns the same under the same code, refuses different content, and many at once create one", async () => {
    const body = { plan_id: planId, contract_code: "c-1" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.api("/v1/signings", { body })),
    );
    const ids = await Promise.all(answers.map(async (each) => (await each.json()).signing_id));
    expect(new Set(ids).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201]);

    const other = await app.api("/v1/signings", { body: { ...body, user_id: "somebody else" } });
    expect([other.status, await other.json()]).toMatchObject([
      409,
      { code: "contract_code_reused", signing_id: ids[0], differs: ["user_id"] },
    ]);
  });

  it("opens another signing under the code of one that has ended, even before a sweep marks it", async () => {
    const body = { plan_id: planId, contract_code: "c-1" };
    const declined = await openedSigning(app, body);
    await declineSigning(app.deps, { signingId: declined.signing_id });
    const second = await openedSigning(app, body);
    app.clock.advance(SIGNING_LIFETIME);
    const third = await openedSigning(app, body);
    expect(new Set([declined, second, third].map((each) => each.signing_id)).size).toBe(3);
    expect((await readSigning(app, second.signing_id)).state).toBe("expired");
  });

  it("opens another signing once a newer version of the plan is in force: the open one has ended", async () => {
    const body = {
      plan_id: planId,
      contract_code: "c-1",
      order: { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" },
    };
    const old = await openedSigning(app, body);
    const change = { ...planForm, request: "change", plan_id: planId, per_day_limit: 999_900 };
    await app.api("/v1/plans", { body: change });
    expect((await app.api("/v1/signings", { body })).status).toBe(200);
    const verdict = { type: "approved" } as const;
    must(await decidePlan(app.deps, { planId: idOf<"pln">(planId), verdict }));

    const fresh = await openedSigning(app, body);
    expect(fresh).toMatchObject({ plan_version: 2, state: "open", order_id: old.order_id });
    expect((await readSigning(app, old.signing_id)).state).toBe("expired");
    expect(await countEvents(app, "signing.expired")).toBe(1);
    must(await agree(app, fresh.signing_id, await entered(app, "person_a")));
  });

  it("needs an approved plan of the caller's own app and the product", async () => {
    const submitted = await (await app.api("/v1/plans", {
      body: { ...planForm, title: "会员点心" },
    })).json();
    expect(await refusal({ plan_id: submitted.plan_id })).toEqual([409, "plan_not_approved"]);
    expect(await refusal({ plan_id: "pln_01KAG8M0000000000000000099" })).toEqual([
      404,
      "plan_not_found",
    ]);
    const stranger = await app.openMerchant("海边书店");
    expect(await refusal({ plan_id: planId }, stranger.secretKey)).toEqual([404, "plan_not_found"]);
    const plain = await app.openMerchant("山上花店", {
      products: ["cashier"],
      parentNo: app.merchant.merchantNo,
    });
    expect(await refusal({ plan_id: planId }, plain.secretKey)).toEqual([
      403,
      "product_not_enabled",
    ]);
    const away = { plan_id: planId, return_url: "http://user@evil.example" };
    expect(await refusal(away)).toEqual([403, "return_url_not_allowed"]);
  });

  it("has no link into an app where the channel has none", async () => {
    const bare = await testApp({ config: { sandbox: false } });
    try {
      const body = { plan_id: await approvedPlan(bare), contract_code: "c-1" };
      const answer = await bare.api("/v1/signings", { body });
      expect([answer.status, (await answer.json()).app_url]).toEqual([201, null]);
    } finally {
      await bare.close();
    }
  });

  it("links into whichever app its channel names, in the API, in the event and on the page", async () => {
    const { sandbox } = app.deps.channels;
    const appUrl = (page: string) => `otherwallet://open?page=${encodeURIComponent(page)}`;
    const contracts = {
      ...sandbox?.contracts,
      appUrl: (page: string) => Promise.resolve(appUrl(page)),
    };
    const channel = sandbox && { ...sandbox, contracts: contracts as ContractChannel };
    const channels = channel ? { sandbox: channel } : {};
    const { signing } = must(
      await openSigning({ ...app.deps, channels }, {
        caller: signedBy(app.merchant),
        planId,
        contractCode: "c-1",
        userId: undefined,
        returnUrl: undefined,
      }),
    );
    const link = appUrl(`http://portal.test/sign/${signing.signingId}`);
    expect(await readSigning(app, signing.signingId)).toMatchObject({ app_url: link });
    const page = await get(app, `/sign/${signing.signingId}`);
    expect(await page.text()).toContain(`href="${link}"`);
    await declineSigning(app.deps, { signingId: signing.signingId });
    const { data } = await (await app.api("/v1/events?type=signing.declined")).json();
    expect(data[0].data).toMatchObject({ app_url: link });
  });

  it("settles its order where the merchant asked, and only where orders may settle", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const stranger = await app.openMerchant("海边书店");
    const order = { merchant_order_no: "T-1", amount: 8_800, subject: "龙井一壶" };
    const body = (settle_merchant_no: string) => ({
      plan_id: planId,
      contract_code: "c-1",
      order: { ...order, settle_merchant_no },
    });
    for (const no of [stranger.merchantNo, "888000000009999"]) {
      expect(await refusal(body(no))).toEqual([403, "settle_merchant_not_allowed"]);
    }
    expect(await refusal(body("short"))).toEqual([422, "fields_invalid"]);
    const { order_id } = await openedSigning(app, body(child.merchantNo));
    expect(await (await app.api(`/v1/orders/${order_id}`)).json())
      .toMatchObject({ settle_merchant_no: child.merchantNo });

    expect((await app.api("/v1/signings", { body: body(child.merchantNo) })).status).toBe(200);
    const elsewhere = await app.api("/v1/signings", { body: body(app.merchant.merchantNo) });
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([
      409,
      { code: "contract_code_reused", differs: ["order"] },
    ]);
  });

  it("lets a child sign its parent's plan, at the child", async () => {
    const child = await app.openMerchant("清风茶馆二店", { parentNo: app.merchant.merchantNo });
    const signing = await openedSigning(
      app,
      { plan_id: planId, contract_code: "c-1" },
      child.secretKey,
    );
    const signed = must(await agree(app, signing.signing_id, await entered(app, "person_a")));
    expect(signed.contract?.merchantNo).toBe(child.merchantNo);
  });

  it("shows nothing to a stranger", async () => {
    const signing = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const stranger = await app.openMerchant("海边书店");
    const paths = [
      () => app.api(`/v1/signings/${signing.signing_id}`, { key: stranger.secretKey }),
      () =>
        app.api(`/v1/test_helpers/signings/${signing.signing_id}/confirmation`, {
          method: "POST",
          key: stranger.secretKey,
        }),
    ];
    for (const ask of paths) {
      const answer = await ask();
      expect([answer.status, (await answer.json()).code]).toEqual([404, "signing_not_found"]);
    }
    expect((await readSigning(app, signing.signing_id)).state).toBe("open");
  });
});

async function refusal(changes: object, key = app.merchant.secretKey) {
  const body = { contract_code: "c-9", ...changes };
  const answer = await app.api("/v1/signings", { body, key });
  return [answer.status, (await answer.json()).code];
}
