import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { setCalendar } from "../../core/calendar/set_calendar.ts";
import { cny } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import { agreeSettlement } from "../../core/settlement_terms/agree_settlement.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, newAccount, sent, settlesAt } from "../support/settlements.ts";
import { joined, signedIn } from "../support/staff.ts";
import { refunded } from "../support/statements.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

async function cleared(amount: number) {
  const paid = await sentPayment(app, amount);
  await importZm(app, [{ orderNo: paid.no, amount }]);
  return paid;
}

describe("a settlement", () => {
  it("goes to the account of the number above, where that was agreed on", async () => {
    const people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
    const { merchantNo: parent } = app.merchant.merchant;
    const opened = await app.openMerchant("运河店", { parentNo: parent });
    const { merchantNo: child } = opened.merchant;
    await newAccount(app, parent, "6222000000000017");
    await newAccount(app, child, "6222000000000033");
    must(
      await agreeSettlement(app.deps, {
        merchantNo: child,
        from: "2026-11-01" as BusinessDay,
        delay: 1,
        accountOf: parent,
        overdraft: cny(0),
        by: byOperator,
      }),
    );
    const body = {
      merchant_order_no: "C-1",
      amount: 8_800,
      subject: "茶",
      settle_merchant_no: child,
    };
    const { order_id } = await (await app.api("/v1/orders", { body })).json();
    const path = `/v1/test_helpers/orders/${order_id}/payment`;
    await app.api(path, { body: { outcome: "succeeded" } });
    const no = await app.deps.load({
      statement: { sql: "select channel_order_no as no from payments", args: [] },
      read: ([row]) => String(row?.["no"]),
    });
    await importZm(app, [{ orderNo: no[0], amount: 8_800 }]);
    app.clock.advance(days(3));
    const batches = await built(app);
    expect(batches).toMatchObject([{ merchantNo: child, paid: { fen: 8_800 } }]);
    await sent(app, people, batches);
    const [parents] = await app.deps.load(app.deps.settlements.inForce(parent));
    const [payouts] = await app.deps.load(
      app.deps.settlementBatches.payoutsOf(batches[0]!.settlementId),
    );
    expect(payouts.map(({ accountId }) => accountId)).toEqual([parents!.accountId]);
  });

  it("is due a day later when its day was set as a holiday", async () => {
    // A Monday; what is cleared on Friday the 20th would be due on it.
    const holiday = { year: 2026, text: "2026-11-23,off,节", by: byOperator };
    must(await setCalendar(app.deps, holiday));
    await settlesAt(app);
    await cleared(8_800);
    app.clock.advance(days(3));
    expect(await built(app)).toEqual([]);
    app.clock.advance(days(1));
    expect((await built(app)).map(({ dueOn }) => dueOn)).toEqual(["2026-11-24"]);
  });

  it("cannot be stored with sums that do not add up", async () => {
    await settlesAt(app);
    await cleared(8_800);
    app.clock.advance(days(3));
    expect(await built(app)).toHaveLength(1);
    const sums = [
      ...["normal_amount", "normal_fee", "error_amount", "error_fee"],
      ...["released", "held", "made_up", "paid"],
    ];
    for (const each of sums) {
      const written = await app.deps.write(
        unitOf(`update settlement_batches set ${each} = ${each} + 1`),
      );
      expect([each, written]).toMatchObject([each, {
        type: "refused",
        constraint: expect.stringContaining("settlement_adds_up"),
      }]);
    }
  });

  it("shows on the number's page that less than nothing is owed to it", async () => {
    await settlesAt(app, 1, { overdraft: 10_000 });
    const paid = await cleared(8_800);
    app.clock.advance(days(3));
    await built(app);
    const li = await joined(app, "reviewer");
    const page = async () =>
      await (await li.ask(paths.opsSettlementsOf(app.merchant.merchantNo))).text();
    expect(await page()).not.toContain("The balance is below zero");
    await refunded(app, paid.orderId, { no: "R-1", amount: 8_800 });
    expect(await page()).toContain("The balance is below zero");
  });
});
