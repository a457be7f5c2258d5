import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { merchantNo } from "../../core/id.ts";
import { hours } from "../../core/time.ts";
import { charge, chargeableContract, countedDays, refill } from "../support/deductions.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("who may charge", () => {
  it("is a child only by its parent's recorded agreement, and settles there", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const grandchild = await app.openMerchant("档口", { parentNo: child.merchantNo });
    const { contractId } = await chargeableContract(app);
    const settleAtChild = {
      ...refill(contractId, "S-1"),
      settle_merchant_no: child.merchantNo,
    };
    const before = await charge(app, refill(contractId, "C-1"), child);
    expect([before.status, (await before.json()).code]).toEqual([403, "merchant_not_in_scope"]);
    const alone = await charge(app, settleAtChild);
    expect([alone.status, (await alone.json()).code]).toEqual([403, "settle_merchant_not_allowed"]);

    await share(app.merchant);
    const charged = await charge(app, refill(contractId, "C-1"), child);
    expect(charged.status).toBe(202);
    expect(await charged.json()).toMatchObject({ merchant_no: child.merchantNo });
    const settled = await charge(app, settleAtChild);
    expect(await settled.json()).toMatchObject({ settle_merchant_no: child.merchantNo });
    const far = await charge(app, refill(contractId, "G-1"), grandchild);
    expect((await far.json()).code).toBe("contract_not_found");
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 2_000 }]);
  });

  it("is named to the consumer, even if the contract was signed with another merchant", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    const { contractId } = await chargeableContract(app, { kind: "periodic" });
    await share(app.merchant);
    for (const merchant of [app.merchant, child]) {
      const body = { amount: 1_000, subject: "会员" };
      const path = `/v1/contracts/${contractId}/deduction_notices`;
      expect((await app.api(path, { body, key: merchant.secretKey })).status).toBe(201);
    }
    const { announced, ofContract } = app.deps.deductions;
    const [told] = await app.deps.load(announced(contractId, app.clock.now(), 10));
    expect(told.map((each) => each.payee).toSorted()).toEqual([
      "分店",
      app.merchant.merchant.name,
    ].toSorted());
    app.clock.advance(hours(24));
    await charge(app, refill(contractId, "C-1"), child);
    const [charged] = await app.deps.load(ofContract(contractId, 10));
    expect(charged).toMatchObject([{ payee: "分店", subject: "续杯一次" }]);
  });

  it("is only who a plan with fixed merchant numbers names", async () => {
    const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
    await share(app.merchant);
    const { contractId } = await chargeableContract(app, {
      fixedMerchantNos: [merchantNo(child.merchantNo)],
    });
    const parent = await charge(app, refill(contractId));
    expect(await parent.json()).toMatchObject({
      code: "merchant_not_in_scope",
      fixed_merchant_nos: [child.merchantNo],
    });
    expect((await charge(app, refill(contractId, "C-1"), child)).status).toBe(202);
  });

  it("needs the product", async () => {
    const bare = await app.openMerchant("无约", { products: ["cashier"] });
    const { contractId } = await chargeableContract(app, { merchant: bare });
    const refused = await charge(app, refill(contractId), bare);
    expect([refused.status, (await refused.json()).code]).toEqual([403, "product_not_enabled"]);
  });
});

async function share({ merchant }: TestMerchant) {
  await app.deps.commit([{
    type: "merchant.sharing_set",
    merchant: { ...merchant, sharesContracts: true, version: merchant.version + 1 },
    eventId: app.deps.newId("evt"),
    at: app.clock.now(),
    by: byOperator,
  }]);
}
