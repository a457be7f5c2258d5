import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Difference, DifferenceReason } from "../../core/difference/difference.ts";
import { proposeSettling } from "../../core/difference/settle_difference.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { days } from "../../core/time.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, settlesAt, type TwoPeople } from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let people: TwoPeople;
beforeEach(async () => {
  app = await testApp();
  people = { li: await signedIn(app, "reviewer"), chen: await signedIn(app, "admin") };
  await settlesAt(app);
});
afterEach(() => app.close());

describe("a correction", () => {
  it("of what only the channel knows is owed, and paid as an error of its day", async () => {
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100, fee: 0 }]);
    await correct("missing_here");
    expect(await corrections()).toEqual([
      ["correction_missing_here", "channel:sandbox", `payable:${app.merchant.merchantNo}`, 100],
    ]);
    expect(await owed()).toBe(100);
    app.clock.advance(days(3));
    expect((await built(app)).map(sums)).toEqual([["2026-11-20", [0, 0], [1, 100], 100]]);
  });

  it("of what no file names is taken back, and given again when a late file names it", async () => {
    const lost = await sentPayment(app, 6_600);
    app.clock.advance(days(5));
    for (const day of ["261120", "261121", "261122", "261123"]) {
      await importZm(app, [{ orderNo: `NOBODY${day}`, traceTime: `${day.slice(2)}093000` }], day);
    }
    await correct("missing_there");
    const payable = `payable:${app.merchant.merchantNo}`;
    const taken = ["correction_missing_there", payable, "channel:sandbox", 6_600];
    expect(await corrections()).toEqual([taken]);
    expect(await owed()).toBe(0);
    const first = ["2026-11-20", [1, 6_600], [1, -6_600], 0];
    expect((await built(app)).map(sums)).toEqual([first]);

    await importZm(app, [{ orderNo: lost.no, amount: 6_600, traceTime: "1120140000" }], "261124");
    await rematchFiles(app.deps);
    await correct("overcorrected");
    const [, back, ...more] = await corrections();
    expect([back?.slice(1), more]).toEqual([["channel:sandbox", payable, 6_600], []]);
    expect(await owed()).toBe(6_600);
    app.clock.advance(days(2));
    expect((await built(app)).map(sums)).toEqual([first, [
      "2026-11-24",
      [0, 0],
      [1, 6_600],
      6_600,
    ]]);
  });
});

/** Two people correct the one open case for this reason. */
async function correct(reason: DifferenceReason): Promise<void> {
  const [open] = await app.deps.load(
    app.deps.differences.list({ state: "open", past: undefined, max: 50 }),
  );
  const [one, ...more] = open.filter((each: Difference) => each.reason === reason);
  expect(more).toEqual([]);
  const { differenceId: of, finding } = one!;
  const given = { of, way: "corrected", why: "渠道来函", finding, here: people.li } as const;
  const proposal = must(await proposeSettling(app.deps, given));
  must(await confirmProposal(app.deps, { ...proposal, here: people.chen }));
}

function sums({ clearingDay, normal, error, paid }: SettlementBatch) {
  const of = ({ count, amount }: typeof normal) => [count, amount.fen];
  return [clearingDay, of(normal), of(error), paid.fen];
}

async function owed(): Promise<number> {
  const [balance] = await app.deps.load(app.deps.books.balance(signedBy(app.merchant), "payable"));
  return balance.fen;
}

/** What was posted by corrections: code, debit, credit, fen. */
async function corrections() {
  const [rows] = await app.deps.load({
    statement: {
      sql: `select code, debit, credit, fen from book_transfers where code like 'correction%'
        order by at, line`,
      args: [],
    },
    read: (found) => found.map((row) => Object.values(row)),
  });
  return rows;
}
