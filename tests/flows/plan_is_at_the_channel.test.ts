import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import type { PlanId } from "../../core/id.ts";
import { setOpenTemplate } from "../../core/open_platform/set_open_template.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { must } from "../support/fixtures.ts";
import { APP_ID, type PlatformApp, platformApp, TEMPLATE } from "../support/platform_app.ts";
import { approvedPlan } from "../support/signers.ts";

let pki: Pki;
let at: PlatformApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
});
afterEach(() => at.close());

describe("a signing of a plan that is not at the platform", () => {
  const open = async (plan_id: string) => {
    const order = { merchant_order_no: "TEA-1", amount: 6_800, subject: "Tea" };
    const body = { plan_id, contract_code: "member-1", order };
    const answer = await at.app.api("/v1/signings", { body });
    return [answer.status, (await answer.json()).code];
  };

  it("is refused, with its order, until the plan has a template of the number's app", async () => {
    const planId = await approvedPlan(at.app) as PlanId;
    expect(await open(planId)).toEqual([409, "plan_not_at_channel"]);
    expect((await (await at.app.api("/v1/orders")).json()).data).toEqual([]);
    const template = { planId, appId: APP_ID, templateId: TEMPLATE, by: byOperator };
    must(await setOpenTemplate(at.app.deps, template));
    expect(await open(planId)).toEqual([201, undefined]);
  });

  it("is refused where the number has no app there", async () => {
    const [known] = await at.app.deps.load(
      at.app.deps.connections.of(at.app.merchant.merchant.merchantNo),
    );
    const { merchantNo, openApp: _, ...to } = known ?? expect.unreachable();
    must(await connectMerchant(at.app.deps, { merchantNo, to, by: byOperator }));
    expect(await open(at.planId)).toEqual([409, "contracts_not_available"]);
  });
});
