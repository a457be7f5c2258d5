import { expect, it } from "vitest";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { propose } from "../../core/proposal/propose.ts";
import { days } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { twoPortals } from "../support/portals.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";

it("is built and sent once by two processes at the same time, with all that was cleared", async () => {
  await using both = await twoPortals();
  const { portals: [app, other], clock } = both;
  await settlesAt(app);
  const [li, chen] = [await signedIn(app, "reviewer"), await signedIn(app, "admin")];
  for (const day of ["261120", "261121", "261122"]) {
    const paid = await sentPayment(app, 8_800);
    const traceTime = `${day.slice(2)}093000`;
    await importZm(app, [{ orderNo: paid.no, amount: paid.amount, traceTime }], day);
  }
  clock.advance(days(3));
  await Promise.all([app, other, app, other].map(({ deps }) => buildBatches(deps)));
  const batches = await built(app);
  expect(batches.map(({ no, clearingDay, paid }) => [no, clearingDay, paid.fen])).toEqual([
    [1, "2026-11-20", 8_800],
    [2, "2026-11-21", 8_800],
    [3, "2026-11-22", 8_800],
  ]);

  // Two proposals about the same batch, confirmed at once in two processes.
  const of = batches[0]!.settlementId;
  const acts = [[of], [of, batches[1]!.settlementId]].map((ids) => ({
    kind: "pay_out" as const,
    batches: ids.map((each) => ({ of: each, fen: 8_800 })),
    total: ids.length * 8_800,
  }));
  const proposals: Proposal[] = [];
  for (const act of acts) {
    proposals.push(must(await propose(app.deps, { act, merchantNo: undefined, here: li })));
  }
  const done = await Promise.all(
    [app, other].map(({ deps }, n) => confirmProposal(deps, { ...proposals[n]!, here: chen })),
  );
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  const [payouts] = await app.deps.load(app.deps.settlementBatches.payoutsOf(of));
  expect(payouts).toHaveLength(1);
});
