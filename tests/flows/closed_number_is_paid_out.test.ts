import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { closeMerchant } from "../../core/merchant/close_merchant.ts";
import { paths } from "../../core/paths.ts";
import { agreeSettlement } from "../../core/settlement_terms/agree_settlement.ts";
import { cny } from "../../core/money.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, byTwo, settlesAt } from "../support/settlements.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const toNew = {
  bank: "江湾银行东滩支行",
  holder: "青瓷餐饮有限公司",
  account_no: "6222000000000033",
};

/** A payment that the channel has cleared, at a number that is closed then. */
async function closedWithMoney(): Promise<string> {
  const { merchantNo } = app.merchant.merchant;
  const { no } = await sentPayment(app, 8_800);
  await importZm(app, [{ orderNo: no, amount: 8_800, traceTime: "1120093000" }], "261120");
  must(await closeMerchant(app.deps, { merchantNo, reason: "停业", by: byOperator }));
  await app.settle();
  app.clock.advance(days(4));
  return merchantNo;
}

describe("what a closed merchant number is owed", () => {
  it("goes to the account that two people of the desk set in the place of the old one", async () => {
    await settlesAt(app);
    const merchantNo = await closedWithMoney();
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    const page = await (await li.ask(paths.opsMerchant(merchantNo))).text();
    expect(page).toContain(paths.opsProposeAccount(merchantNo));
    expect(page).not.toContain(paths.opsProposeClosing(merchantNo));

    const path = paths.opsProposeAccount(merchantNo);
    expect(await (await li.ask(path)).text()).toContain('name="account_no"');
    const proposed = await li.ask(path, toNew);
    expect(proposed.status).toBe(303);
    const proposal = proposed.headers.get("location")!;
    const shown = await (await chen.ask(proposal)).text();
    const [, digest = ""] = /name="digest" value="([^"]*)"/.exec(shown) ?? [];
    const own = await li.ask(`${proposal}/confirmation`, { digest });
    expect(own.status).not.toBe(303);
    expect((await chen.ask(`${proposal}/confirmation`, { digest })).status).toBe(303);

    const [account] = await app.deps.load(
      app.deps.settlements.inForce(app.merchant.merchant.merchantNo),
    );
    expect(account?.masked).toMatchObject({ bank: toNew.bank });
    const people = { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
    const [batch] = await built(app);
    const batches = [{ of: batch!.settlementId, fen: batch!.paid.fen }];
    const total = batch!.paid.fen;
    must(await byTwo(app, people, { kind: "pay_out", batches, total }));
    const [payouts] = await app.deps.load(
      app.deps.settlementBatches.payoutsOf(batch!.settlementId),
    );
    expect(payouts).toMatchObject([{ accountId: account?.accountId, amount: { fen: total } }]);
  });

  it("is settled even if nobody had agreed how before", async () => {
    const merchantNo = await closedWithMoney();
    expect(await built(app)).toEqual([]);
    must(
      await agreeSettlement(app.deps, {
        merchantNo: app.merchant.merchant.merchantNo,
        from: "2026-11-01" as BusinessDay,
        delay: 1,
        accountOf: app.merchant.merchant.merchantNo,
        overdraft: cny(0),
        by: byOperator,
      }),
    );
    expect(await built(app)).toMatchObject([{ merchantNo, paid: { fen: 8_800 } }]);
  });

  it("still has nothing else proposed about it", async () => {
    const merchantNo = await closedWithMoney();
    const li = await joined(app, "admin");
    for (
      const path of [
        paths.opsProposeKey(merchantNo),
        paths.opsProposeSharing(merchantNo),
        paths.opsProposeClosing(merchantNo),
      ]
    ) expect((await li.ask(path)).status).toBe(404);
  });
});
