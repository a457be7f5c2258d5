import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { decideApplication } from "../../core/application/decide_application.ts";
import { resumeEnterprise, stopEnterprise } from "../../core/enterprise/stop_enterprise.ts";
import type { EnterpriseId, MerchantNo } from "../../core/id.ts";
import { closeMerchant } from "../../core/merchant/close_merchant.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { suspendMerchant } from "../../core/merchant/suspend_merchant.ts";
import { applicant, applicationForm } from "../support/applications.ts";
import { must } from "../support/fixtures.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
const licence = { licenceNo: "91000000MA0000001R", name: "运河餐饮有限公司" };
const by = byOperator;
let numbers = 0;

describe("an enterprise, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());
  stories();
});

describe("an enterprise, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });
  stories();
});

function stories() {
  it("is stopped with all of its numbers at once, and resumed with those that the stop suspended", async () => {
    const nos: MerchantNo[] = [];
    for (let n = 0; n < 120; n++) nos.push(await opened());
    const [before, closedLater] = [nos[0]!, nos[1]!];
    must(await suspendMerchant(app.deps, { merchantNo: before, reason: "before", by }));
    const enterpriseId = await idOf(before);

    const stopped = must(await stopEnterprise(app.deps, { enterpriseId, reason: "fraud", by }));
    expect(stopped.stop).toMatchObject({ reason: "fraud" });
    expect(stopped.stop?.merchantNos).toHaveLength(119);
    expect(await states(nos)).toEqual(nos.map(() => "suspended"));
    expect(must(await stopEnterprise(app.deps, { enterpriseId, reason: "again", by })).stop?.reason)
      .toBe("fraud");

    const one = await suspendMerchant(app.deps, { merchantNo: before, reason: undefined, by });
    expect(one).toMatchObject({ ok: false, error: { code: "enterprise_stopped" } });
    const more = await open();
    expect(more).toMatchObject({ ok: false, error: { code: "enterprise_stopped" } });

    await closed(closedLater);
    must(await resumeEnterprise(app.deps, { enterpriseId, reason: "cleared", by }));
    const after = await states(nos);
    expect(after.slice(0, 2)).toEqual(["suspended", "closed"]);
    expect(after.slice(2)).toEqual(nos.slice(2).map(() => "active"));
    const again = must(await resumeEnterprise(app.deps, { enterpriseId, reason: "x", by }));
    expect(again).toMatchObject({ stop: undefined, version: 3 });
    must(await suspendMerchant(app.deps, { merchantNo: before, reason: undefined, by }));
    await opened();
  });

  it("misses no number that is opened or resumed at the same time", async () => {
    const [first, second] = [await opened(), await opened()];
    must(await suspendMerchant(app.deps, { merchantNo: second, reason: "x", by }));
    const enterpriseId = await idOf(first);
    await Promise.all([
      stopEnterprise(app.deps, { enterpriseId, reason: "fraud", by }),
      suspendMerchant(app.deps, { merchantNo: second, reason: undefined, by }),
      open(),
      open(),
    ]);
    const [active, enterprise] = await app.deps.load(
      app.deps.enterprises.activeNumbers(enterpriseId, 10),
      app.deps.enterprises.byId(enterpriseId),
    );
    expect(active).toEqual([]);
    expect(enterprise?.stop?.merchantNos).toContain(first);
  });

  it("opens no number by an application while it is stopped", async () => {
    const shop = await applicant(app);
    const applicationId = await shop.submit(applicationForm);
    const enterpriseId = await idOf(await opened());
    must(await stopEnterprise(app.deps, { enterpriseId, reason: "fraud", by }));
    const verdict = { type: "approved" } as const;
    expect(await decideApplication(app.deps, { applicationId, verdict, by }))
      .toMatchObject({ ok: false, error: { code: "enterprise_stopped" } });
    must(await resumeEnterprise(app.deps, { enterpriseId, reason: "cleared", by }));
    must(await decideApplication(app.deps, { applicationId, verdict, by }));
  });

  it("is unknown where there is none", async () => {
    const enterpriseId: EnterpriseId = "ent_01KAG8M0000000000000000009";
    for (const act of [stopEnterprise, resumeEnterprise]) {
      expect(await act(app.deps, { enterpriseId, reason: "x", by }))
        .toMatchObject({ ok: false, error: { code: "enterprise_not_found" } });
    }
  });
}

function open() {
  return openMerchant(app.deps, {
    merchantNo: `9901000${`${++numbers}`.padStart(8, "0")}` as MerchantNo,
    parentNo: undefined,
    name: `店 ${numbers}`,
    mode: "test",
    products: ["cashier"],
    returnUrls: [],
    enterprise: licence,
  });
}

async function opened(): Promise<MerchantNo> {
  return must(await open()).merchant.merchantNo;
}

async function idOf(merchantNo: MerchantNo): Promise<EnterpriseId> {
  const [enterprise] = await app.deps.load(app.deps.enterprises.ofMerchant(merchantNo));
  if (!enterprise) throw new Error("It has no enterprise");
  return enterprise.enterpriseId;
}

async function states(nos: readonly MerchantNo[]) {
  const found = await app.deps.load(...nos.map((each) => app.deps.merchants.byNo(each)));
  return found.map((merchant) => merchant?.state);
}

async function closed(merchantNo: MerchantNo): Promise<void> {
  must(await closeMerchant(app.deps, { merchantNo, reason: "停业", by }));
}
