import { decodeJwt } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { merchantNo } from "../../core/id.ts";
import { after, businessDay, days, hours } from "../../core/time.ts";
import { charge, chargeableContract, countedDays, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { agreedSharing, withdrawn } from "../support/sharing.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;

describe("who may charge", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());

  it("is a child that the signed text named, and settles there", async () => {
    const child = await branch("分店");
    const grandchild = await app.openMerchant("档口", { parentNo: child.merchantNo });
    const sharingAgreementId = await agreedSharing(app);
    const { contractId } = await chargeableContract(app, {
      sharedWith: [noOf(child)],
      sharingAgreementId,
    });
    const charged = await charge(app, refill(contractId, "C-1"), child);
    expect(charged.status).toBe(202);
    expect(await charged.json()).toMatchObject({ merchant_no: child.merchantNo });
    const settled = await charge(app, settledAt(child, contractId));
    expect(await settled.json()).toMatchObject({ settle_merchant_no: child.merchantNo });
    const far = await charge(app, refill(contractId, "G-1"), grandchild);
    expect((await far.json()).code).toBe("contract_not_found");
    expect(await countedDays(app, contractId)).toMatchObject([{ spent: 2_000 }]);
  });

  it("is no child of a contract signed before, until it is ended and signed again", async () => {
    const child = await branch("分店");
    const planId = await approvedPlan(app);
    const early = await signed(planId, "early");
    await agreedSharing(app);
    const refused = await charge(app, refill(early, "C-1"), child);
    expect([refused.status, await refused.json()]).toMatchObject([403, {
      code: "merchant_not_in_scope",
      merchant_no: child.merchantNo,
      shared_with: [],
    }]);
    const settled = await charge(app, settledAt(child, early));
    expect([settled.status, (await settled.json()).code]).toEqual([
      403,
      "settle_merchant_not_allowed",
    ]);
    // Signing again what is signed is the same contract, so that it still names nobody else.
    expect(await signed(planId, "again")).toBe(early);

    await app.api(`/v1/contracts/${early}/termination`, { body: {} });
    const fresh = await signed(planId, "fresh");
    expect((await charge(app, refill(fresh, "C-2"), child)).status).toBe(202);
    const shown = await (await app.api(`/v1/contracts/${fresh}`)).json();
    expect(shown.shared_with).toEqual([child.merchantNo]);
    const late = await branch("新店");
    expect((await charge(app, refill(fresh, "L-1"), late)).status).toBe(403);
  });

  it("is named in the text that is signed, and in its evidence", async () => {
    const child = await branch("分店");
    const [planId, apart] = [await approvedPlan(app), await approvedPlan(app, { title: "点心" })];
    const sharingAgreementId = await agreedSharing(app);
    const { merchant, plan, shown } = await evidenceOf(await signed(planId, "named"));
    const { name } = app.merchant.merchant;
    expect(shown.lines[0]).toBe(
      `${name}（商户号 ${app.merchant.merchantNo}）可以扣款，全文列出的另外 1 个商户也可以。`,
    );
    expect(shown.full_text.at(-1)).toBe(`也可以扣款：分店（商户号 ${child.merchantNo}）。`);
    expect(merchant.shared_with).toEqual([{ merchant_no: child.merchantNo, name: "分店" }]);
    expect(merchant.sharing_agreement).toMatchObject({
      covers: "children",
      first_day: "2026-01-01",
      last_day: "2027-12-31",
    });
    expect(plan.fixed_merchant_nos).toEqual([]);

    await withdrawn(app, sharingAgreementId);
    const alone = await evidenceOf(await signed(apart, "alone"));
    expect(alone.merchant).toMatchObject({ shared_with: [], sharing_agreement: null });
    expect(alone.shown.lines[0]).toBe(`${name}（商户号 ${app.merchant.merchantNo}）可以扣款。`);
  });

  it("is not agreed to with a page from before the consent", async () => {
    await branch("分店");
    const { signing_id } = await openedSigning(app, {
      plan_id: await approvedPlan(app),
      contract_code: "c-1",
    });
    const person = await entered(app, "person_a");
    const page = await app.fetch(new Request(`http://portal.test/sign/${signing_id}`));
    const shown = /name="shown" value="([0-9a-f]{64})"/.exec(await page.text())?.[1] ?? "none";
    await agreedSharing(app);
    expect(await agree(app, signing_id, person, { shown })).toMatchObject({
      ok: false,
      error: { code: "terms_changed" },
    });
  });

  it("is named to the consumer, even if the contract was signed with another merchant", async () => {
    const child = await branch("分店");
    const sharingAgreementId = await agreedSharing(app);
    const { contractId } = await chargeableContract(app, {
      kind: "periodic",
      sharedWith: [noOf(child)],
      sharingAgreementId,
    });
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
    const child = await branch("分店");
    const sharingAgreementId = await agreedSharing(app);
    const { contractId } = await chargeableContract(app, {
      fixedMerchantNos: [noOf(child)],
      sharedWith: [noOf(child)],
      sharingAgreementId,
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

  it("is anybody below, where the agreement covers them all", async () => {
    const child = await branch("分店");
    const grandchild = await app.openMerchant("档口", { parentNo: child.merchantNo });
    await agreedSharing(app, { covers: "all_below" });
    const contractId = await signed(await approvedPlan(app), "deep");
    const shown = await (await app.api(`/v1/contracts/${contractId}`)).json();
    expect(shown.shared_with.toSorted()).toEqual([noOf(child), noOf(grandchild)].toSorted());
    expect((await charge(app, refill(contractId, "G-1"), grandchild)).status).toBe(202);
    expect((await charge(app, settledAt(grandchild, contractId))).status).toBe(202);
  });

  it("is no child before the agreement's first day, nor after its last", async () => {
    const child = await branch("分店");
    const today = businessDay(app.clock.now());
    const later = businessDay(after(app.clock.now(), days(2)));
    const planId = await approvedPlan(app);
    await agreedSharing(app, { firstDay: later, lastDay: later });
    const before = await evidenceOf(await signed(planId, "before"));
    expect(before.merchant.shared_with).toEqual([]);

    const agreementId = await agreedSharing(app, { firstDay: today, lastDay: today });
    const { contractId } = await chargeableContract(app, {
      sharedWith: [noOf(child)],
      sharingAgreementId: agreementId,
    });
    expect((await charge(app, refill(contractId, "D-1"), child)).status).toBe(202);
    app.clock.advance(days(1));
    const lapsed = await charge(app, refill(contractId, "D-2"), child);
    expect([lapsed.status, (await lapsed.json()).code]).toEqual([403, "merchant_not_in_scope"]);
  });

  it("is no child by a later agreement than the one that was signed under", async () => {
    const child = await branch("分店");
    const first = await agreedSharing(app);
    const contractId = await signed(await approvedPlan(app), "first");
    await withdrawn(app, first);
    await agreedSharing(app);
    expect((await charge(app, refill(contractId, "D-1"), child)).status).toBe(403);
  });

  it("is no child from the commit on that withdraws the consent", () => withdrawAmongCharges(app));
});

describe("who may charge, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });

  it("is no child from the commit on that withdraws the consent at another portal", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await withdrawAmongCharges(second).finally(() => second.close());
  });
});

/** Each portal has a writer of its own, as two processes would. */
async function withdrawAmongCharges(elsewhere: TestApp) {
  const child = await branch("分店");
  const sharingAgreementId = await agreedSharing(app);
  const { contractId } = await chargeableContract(app, {
    sharedWith: [noOf(child)],
    sharingAgreementId,
  });
  const charges = (from: number) =>
    Array.from({ length: 20 }, (_, i) => charge(app, refill(contractId, `W-${from + i}`), child));
  const [first, ended, second] = await Promise.all([
    Promise.all(charges(0)),
    withdrawn(elsewhere, sharingAgreementId),
    Promise.all(charges(20)),
  ]);
  expect(ended).toBeUndefined();
  const answers = [...first, ...second];
  const refused = answers.filter(({ status }) => status !== 202);
  for (const each of refused) {
    expect([each.status, (await each.json()).code]).toEqual([403, "merchant_not_in_scope"]);
  }
  const [{ before, after }] = await app.deps.load({
    statement: {
      sql: `select
          count(*) filter (where seq < withdrawn) as before,
          count(*) filter (where seq > withdrawn) as after
        from events, (select max(seq) as withdrawn from events where type = 'sharing.withdrawn')
        where type = 'deduction.requested'`,
      args: [],
    },
    read: ([row]) => ({ before: Number(row?.["before"]), after: Number(row?.["after"]) }),
  });
  expect([before, after]).toEqual([answers.length - refused.length, 0]);
  const last = await charge(app, refill(contractId, "W-last"), child);
  expect(last.status).toBe(403);
}

function branch(name: string): Promise<TestMerchant> {
  return app.openMerchant(name, { parentNo: app.merchant.merchantNo });
}

function noOf(merchant: TestMerchant) {
  return merchantNo(merchant.merchantNo);
}

function settledAt(child: TestMerchant, contractId: string) {
  return { ...refill(contractId, "S-1"), settle_merchant_no: child.merchantNo };
}

/** The first of the sandbox's people signs with the parent. */
async function signed(planId: string, contractCode: string): Promise<string> {
  const body = { plan_id: planId, contract_code: contractCode };
  const { signing_id } = await openedSigning(app, body);
  const { contract } = must(await agree(app, signing_id, await entered(app, "person_a")));
  return contract?.contractId ?? "none";
}

interface Evidence {
  readonly shown: { readonly lines: readonly string[]; readonly full_text: readonly string[] };
  readonly merchant: {
    readonly shared_with: readonly unknown[];
    readonly sharing_agreement: unknown;
  };
  readonly plan: { readonly fixed_merchant_nos: readonly string[] };
}

async function evidenceOf(contractId: string): Promise<Evidence> {
  const { evidence } = await (await app.api(`/v1/contracts/${contractId}/evidence`)).json();
  return decodeJwt<Evidence>(evidence);
}
