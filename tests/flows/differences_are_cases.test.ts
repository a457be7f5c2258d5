import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import {
  COMMENTS_MAX,
  type Difference,
  type SettlingWay,
} from "../../core/difference/difference.ts";
import { keepDifferences, OPEN_OF_FILE_MAX } from "../../core/difference/keep_differences.ts";
import { proposeSettling } from "../../core/difference/settle_difference.ts";
import { commentOnDifference, takeDifference } from "../../core/difference/work_on_difference.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import type { ChannelOrderNo, DifferenceId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { rematchFiles } from "../../core/statement_file/rematch_files.ts";
import { days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { statementChecks } from "../../db/verify/statement_checks.ts";
import { magicAmounts } from "../../sandbox/bank/magic.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let li: SignedIn;
let chen: SignedIn;
beforeEach(async () => {
  app = await testApp();
  [li, chen] = [await signedIn(app, "reviewer"), await signedIn(app, "admin")];
});
afterEach(() => app.close());

describe("a difference", () => {
  it("is one case with both sums, whatever is looked at again", async () => {
    const paid = await sentPayment(app, 8_800);
    const agreed = await sentPayment(app, 5_000);
    const { file } = await importZm(app, [
      { orderNo: paid.no, amount: 8_801 },
      { orderNo: agreed.no, amount: 5_000 },
      { orderNo: "OF-NOBODY", amount: 100 },
      { orderNo: agreed.no, amount: 5_000 },
    ]);
    const found = await cases();
    expect(found.map((each) => [each.lineNo, each.reason, each.theirs.fen, each.ours.fen])).toEqual(
      [
        [1, "differing", 8_801, 8_800],
        [3, "missing_here", 100, 0],
        [4, "differing", 5_000, 0],
      ],
    );
    expect(found[0]).toMatchObject({ subjectId: paid.paymentId, differs: ["amount"] });
    expect(found[1]).toMatchObject({ merchantNo: app.merchant.merchantNo });
    await rematchFiles(app.deps);
    await Promise.all([keepDifferences(app.deps, file), keepDifferences(app.deps, file)]);
    expect(await cases()).toEqual(found);
    expect(await history(found[0]!)).toEqual(["difference.found clock"]);
  });

  it("is resolved once both sides agree, and not opened again by the same look", async () => {
    const waiting = await sentPayment(app, magicAmounts.never_answers, "unclear");
    await importZm(app, [{ orderNo: waiting.no, amount: waiting.amount }]);
    const [open] = await cases();
    expect(open).toMatchObject({ differs: ["state"], ours: cny(0), theirs: cny(waiting.amount) });
    await succeeds(waiting.no, waiting.amount);
    await rematchFiles(app.deps);
    const [resolved] = await cases("resolved");
    expect(resolved).toMatchObject({ differenceId: open?.differenceId, state: "resolved" });
    await rematchFiles(app.deps);
    expect(await cases()).toEqual([]);
    expect(await history(open!)).toEqual(["difference.found clock", "difference.resolved clock"]);
  });

  it("is opened again when its line differs again, once, and stays resolved whatever is agreed later", async () => {
    const waiting = await sentPayment(app, magicAmounts.never_answers, "unclear");
    const { file } = await importZm(app, [{ orderNo: waiting.no, amount: waiting.amount }]);
    await succeeds(waiting.no, waiting.amount);
    const [open] = await cases();
    const isResolved = async () => {
      await rematchFiles(app.deps);
      expect([await cases(), await cases("resolved")]).toMatchObject([[], [{}]]);
    };
    const isOpenAgain = async () => {
      await lineSays(waiting.amount + 1);
      await Promise.all([rematchFiles(app.deps), rematchFiles(app.deps)]);
      const again = await cases();
      expect(again).toMatchObject([{
        differenceId: open?.differenceId,
        differs: ["amount"],
        theirs: cny(waiting.amount + 1),
        ours: cny(waiting.amount),
        finding: 2,
      }]);
      await rematchFiles(app.deps);
      expect([await cases(), await cases("resolved")]).toEqual([again, []]);
    };
    await isResolved();
    for (let round = 0; round < 2; round++) {
      await isOpenAgain();
      await lineSays(waiting.amount);
      await isResolved();
    }

    // By the new fee the line would differ, but what a line has met stays met.
    const rate = { millionths: 9_000, capFen: undefined };
    const { merchantNo } = app.merchant.merchant;
    const terms = { feeClass: "standard", acquirer: { debit: rate, credit: rate } } as const;
    must(
      await agreeFees(app.deps, { merchantNo, from: file.clearingDay, ...terms, by: byOperator }),
    );
    await isResolved();
    expect(await history(open!)).toEqual(
      ["found", "resolved", "reopened", "resolved", "reopened", "resolved"]
        .map((step) => `difference.${step} clock`),
    );
  });

  it("is settled when a second person agrees, once, and only as it was seen", async () => {
    const paid = await sentPayment(app, 8_800);
    await importZm(app, [{ orderNo: paid.no, amount: 8_801 }]);
    const [open] = await cases();
    const proposal = must(await proposed(open!, "corrected"));
    expect(must(await proposed(open!, "corrected"))).toEqual(proposal);
    const { proposalId, digest } = proposal;
    expect(await confirmProposal(app.deps, { proposalId, digest, here: li })).toMatchObject({
      error: { code: "second_person_needed" },
    });
    expect(await cases("settled")).toEqual([]);
    const both = await Promise.all([
      confirmProposal(app.deps, { proposalId, digest, here: chen }),
      confirmProposal(app.deps, { proposalId, digest, here: chen }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await cases("settled")).toMatchObject([
      { way: "corrected", why: "渠道来函", corrected: cny(1), finding: 1 },
    ]);
    expect(await history(open!)).toEqual([
      "difference.found clock",
      `difference.settled staff:${chen.staff.staffId}`,
    ]);
    await rematchFiles(app.deps);
    expect(await cases()).toEqual([]);
  });

  it("is opened again when it was corrected and then came to agree, by what was too much", async () => {
    const waiting = await sentPayment(app, magicAmounts.never_answers, "unclear");
    await importZm(app, [{ orderNo: waiting.no, amount: waiting.amount }]);
    const [open] = await cases();
    const { proposalId, digest } = must(await proposed(open!, "corrected"));
    must(await confirmProposal(app.deps, { proposalId, digest, here: chen }));
    await succeeds(waiting.no, waiting.amount);
    await rematchFiles(app.deps);
    await rematchFiles(app.deps);
    const [again] = await cases();
    expect(again).toMatchObject({
      differenceId: open?.differenceId,
      reason: "overcorrected",
      finding: 2,
      ours: cny(waiting.amount),
      theirs: cny(waiting.amount),
      corrected: cny(waiting.amount),
    });
    const back = must(await proposed(again!, "corrected"));
    expect(back.act).toMatchObject({ left: -waiting.amount });
    must(await confirmProposal(app.deps, { ...back, here: chen }));
    await rematchFiles(app.deps);
    expect(await cases("settled")).toMatchObject([{ corrected: cny(0) }]);
  });

  it("refuses to be settled by what is not true any more", async () => {
    const waiting = await sentPayment(app, magicAmounts.never_answers, "unclear");
    await importZm(app, [{ orderNo: waiting.no, amount: waiting.amount }]);
    const [open] = await cases();
    const { proposalId, digest } = must(await proposed(open!, "explained"));
    await succeeds(waiting.no, waiting.amount);
    await rematchFiles(app.deps);
    expect(await confirmProposal(app.deps, { proposalId, digest, here: chen })).toMatchObject({
      error: { code: "difference_over" },
    });
    expect(await proposed({ ...open!, finding: 7 }, "explained")).toMatchObject({
      error: { code: "difference_over" },
    });
  });

  it("has an owner and comments, on its history, no more than so many", async () => {
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100 }]);
    const [open] = await cases();
    const { differenceId } = open!;
    must(await takeDifference(app.deps, { differenceId, here: li, gives: false }));
    expect(await cases()).toMatchObject([{ owner: li.staff.staffId }]);
    for (let n = 0; n < COMMENTS_MAX; n++) {
      must(await commentOnDifference(app.deps, { differenceId, here: li, text: `第 ${n} 条` }));
    }
    expect(await commentOnDifference(app.deps, { differenceId, here: li, text: "再一条" }))
      .toMatchObject({ error: { code: "comments_too_many" } });
    const [said] = await app.deps.load(app.deps.differences.commentsOf(differenceId));
    expect([said.length, said[0]]).toEqual([
      COMMENTS_MAX,
      { text: "第 0 条", by: li.staff.staffId, at: app.deps.now() },
    ]);
    must(await takeDifference(app.deps, { differenceId, here: chen, gives: true }));
    expect(await cases()).toMatchObject([{ owner: undefined }]);
  });

  it("is named by verify when its row is damaged", async () => {
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100 }]);
    const { differenceId } = (await cases())[0]!;
    const damages = [
      ["comments = 1", "comments = 0", "a difference whose comments are not all there"],
      [
        "state = 'settled', way = 'explained', why = 'x', ended_at = 1",
        "state = 'open', way = null, why = null, ended_at = null",
        "a difference that was settled without a second person",
      ],
      ["line_no = 9", "line_no = 1", "a difference of a line or a payment that is not there"],
    ] as const;
    for (const [damage, repair, promise] of damages) {
      await app.deps.write(unitOf(`update differences set ${damage}`));
      expect([promise, await broken(promise)]).toEqual([promise, [differenceId]]);
      await app.deps.write(unitOf(`update differences set ${repair}`));
      expect([promise, await broken(promise)]).toEqual([promise, []]);
    }
  });

  it("is at most so many cases of one file at a time", async () => {
    const lines = Array.from(
      { length: OPEN_OF_FILE_MAX + 5 },
      (_, n) => ({ orderNo: `NOBODY${n}` }),
    );
    const { file } = await importZm(app, lines);
    const [open] = await app.deps.load(app.deps.differences.openOf(file.fileId));
    expect(open).toBe(OPEN_OF_FILE_MAX);
  });

  it("is what no file names, until a later one does", async () => {
    const lost = await sentPayment(app, 6_600);
    app.clock.advance(days(5));
    for (const day of ["261120", "261121", "261122", "261123"]) {
      await importZm(app, [{ orderNo: `NOBODY${day}`, traceTime: `${day.slice(2)}093000` }], day);
    }
    const missing = (await cases()).filter(({ reason }) => reason === "missing_there");
    expect(missing).toMatchObject([
      { subjectId: lost.paymentId, clearingDay: "2026-11-20", ours: cny(6_600), theirs: cny(0) },
    ]);
    await importZm(app, [{ orderNo: lost.no, amount: 6_600, traceTime: "1120140000" }], "261124");
    await rematchFiles(app.deps);
    expect(await cases("resolved")).toMatchObject([{ differenceId: missing[0]?.differenceId }]);
  });
});

async function cases(state: Difference["state"] = "open"): Promise<readonly Difference[]> {
  const [found] = await app.deps.load(
    app.deps.differences.list({ state, past: undefined, max: 2_000 }),
  );
  return found.toSorted((a, b) => (a.lineNo ?? 0) - (b.lineNo ?? 0));
}

/** By hand, which nothing here does: the only line there is was not met, and has this amount. */
async function lineSays(fen: number): Promise<void> {
  const change =
    `update statement_lines set state = 'differing', differs = '["state"]', amount = ${fen}`;
  expect(await app.deps.write(unitOf(change))).toMatchObject({ type: "committed" });
}

function proposed({ differenceId: of, finding }: Difference, way: SettlingWay) {
  return proposeSettling(app.deps, { of, way, why: "渠道来函", finding, here: li });
}

function succeeds(no: string, amount: number) {
  return recordOutcome(app.deps, {
    channelOrderNo: no as ChannelOrderNo,
    amount: cny(amount),
    outcome: { type: "succeeded", channelTxnNo: "1", cardType: "debit", cardLastFour: "0048" },
  });
}

async function broken(promise: string): Promise<readonly string[]> {
  const [ids] = await app.deps.load({
    statement: { sql: statementChecks[promise]!, args: [] },
    read: (rows) => rows.map((row) => String(Object.values(row)[0])),
  });
  return ids;
}

async function history({ differenceId }: { readonly differenceId: DifferenceId }) {
  const [events] = await app.deps.load({
    statement: {
      sql: "select type || ' ' || by as step from events where subject_id = ? order by version",
      args: [differenceId],
    },
    read: (rows) => rows.map((row) => String(row["step"])),
  });
  return events;
}
