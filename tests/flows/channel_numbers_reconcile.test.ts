import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChannelOrderNo, isMerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { magicAmounts } from "../../sandbox/bank/magic.ts";
import { declareQuietDay } from "../../core/reconciliation/declare_quiet_day.ts";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { viewDay } from "../../core/reconciliation/view_day.ts";
import { type BusinessDay, days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { importAs, sentPayment } from "../support/reconciled.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const MER_ID = "898210154119001";
const NOBODY = { orderNo: "OF-NOBODY" };
let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  const { merchantNo } = app.merchant;
  await app.deps.write(unitOf(
    `insert into gateway_credentials (name, mode, gateway_url, roots, sealed_keys, version)
      values ('shared', 'test', 'https://gateway.example', '', '', 1)`,
  ));
  await app.deps.write(unitOf(
    `insert into connections (merchant_no, credential, mer_id, access) values (?1, 'shared', ?2, '{}')`,
    merchantNo,
    MER_ID,
  ));
});
afterEach(() => app.close());

describe("a number that trades by another of the channel's", () => {
  it("is waited for by the channel's, and what is in none of its files is missing there", async () => {
    const lost = await sentPayment(app, 6_600);
    const cleared = await sentPayment(app, magicAmounts.never_answers, "unclear");
    await recordOutcome(app.deps, {
      channelOrderNo: cleared.no as ChannelOrderNo,
      amount: cny(cleared.amount),
      outcome: {
        type: "succeeded",
        channelTxnNo: "1",
        cardType: "debit",
        cardLastFour: "0048",
        clearingDay: "1121",
      },
    });
    app.clock.advance(days(6));
    const day = "2026-11-20" as BusinessDay;
    expect((await viewDay(app.deps, day)).waiting).toEqual([MER_ID]);
    for (const each of ["261120", "261121", "261123"]) await importOf(each);
    expect(await missing()).toEqual([]);
    const [li] = [await signedIn(app, "reviewer")];
    const quiet = { merchantNo: numberOf(MER_ID), reason: "渠道确认无交易", here: li };
    const declare = (text: string) =>
      declareQuietDay(app.deps, { ...quiet, day: text as BusinessDay });
    expect(await declare("2026-11-21")).toMatchObject({ error: { code: "file_is_there" } });
    expect(await declare("2026-12-21")).toMatchObject({ error: { code: "day_not_over" } });
    const both = await Promise.all([declare("2026-11-22"), declare("2026-11-22")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, error: { code: "already_declared" } });
    const stranger = { ...quiet, merchantNo: numberOf("898210154119999"), day };
    expect(await declareQuietDay(app.deps, stranger)).toMatchObject({
      error: { code: "number_unknown" },
    });
    await rematchFiles(app.deps);
    expect(await missing()).toEqual([[lost.paymentId, "2026-11-20"]]);
    await importOf("261124");
    expect(await missing()).toEqual([
      [lost.paymentId, "2026-11-20"],
      [cleared.paymentId, "2026-11-21"],
    ]);
    expect(await viewDay(app.deps, "2026-11-22" as BusinessDay)).toMatchObject({
      waiting: [],
      quiet: [{ merchantNo: MER_ID, reason: "渠道确认无交易" }],
    });
  });
});

function importOf(day: string) {
  const traceTime = `${day.slice(2)}093000`;
  return importAs(app, {
    name: `INN${day}88ZM_${MER_ID}`,
    lines: [{ ...NOBODY, merchantNo: MER_ID, traceTime }],
  });
}

function numberOf(text: string) {
  if (!isMerchantNo(text)) throw new TypeError(`Expected a number, got ${text}`);
  return text;
}

async function missing() {
  const past = undefined;
  const [found] = await app.deps.load(
    app.deps.differences.list({ state: "open", reason: "missing_there", past, max: 10 }),
  );
  return found.map(({ subjectId, clearingDay, merchantNo }) => {
    expect(merchantNo).toBe(app.merchant.merchantNo);
    return [subjectId, clearingDay];
  }).toSorted((a, b) => String(a[1]).localeCompare(String(b[1])));
}
