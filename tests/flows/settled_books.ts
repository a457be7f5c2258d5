import { expect } from "vitest";
import { proposeAdvanceEnd } from "../../core/deduction/end_advance.ts";
import { proposeSettling } from "../../core/difference/settle_difference.ts";
import { parseId } from "../../core/id.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { ProposedAct } from "../../core/proposal/proposal.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import { businessDay, days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { magicDeductions } from "../../sandbox/bank/magic_contracts.ts";
import { chargedOn, corrected, payerWithContract } from "../support/disputes.ts";
import { must } from "../support/fixtures.ts";
import type { WithWallet } from "../support/paying_wallet.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import {
  bankPaid,
  bankReturned,
  built,
  byTwo,
  payoutOf,
  sent,
  settlesAt,
  type TwoPeople,
} from "../support/settlements.ts";
import type { Line } from "../support/statement_files.ts";

const { advanced, advance_repaid, advance_written_off } = magicDeductions;
/** As the channel numbers its transactions. */
const TXN_NO = "202611201402031906248";
const CHARGED = 1_000;
const HELD = 300;

/**
 * What follows payments once the channel has cleared them, each kind of it once: a correction, a chargeback that is given
 * again, advances that end, a wallet's refund, a hold, batches, payouts that come back before and after they were paid,
 * and money that arrives.
 */
export async function settledBooks(app: WithWallet, people: TwoPeople): Promise<void> {
  const agree = async (act: ProposedAct) => must(await byTwo(app, people, act));
  const { merchantNo: merchant } = app.merchant.merchant;
  await settlesAt(app, 1, { overdraft: 100_000_000 });

  const differing = await sentPayment(app, 8_800);
  const lines = [await lineOf(app, differing), await refundLine(app, 5_000)];
  await clear(app, [{ ...lines[0]!, amount: 8_801 }, lines[1]!]);
  await correct(app, people);
  await payByWallet(app);
  await chargeBack(app);
  await endAdvances(app, people);
  await agree({ kind: "place_hold", merchant, fen: HELD, reason: "核查" });
  await agree(received(app, "merchant", 700));

  app.clock.advance(days(3));
  const [first] = await due(app);
  const { settlementId } = first!;
  const returned = await sent(app, people, [first!]);
  await agree(bankReturned(await payoutOf(app, returned), first!.paid.fen));
  const paid = await sent(app, people, [first!]);
  await agree(bankPaid(paid, first!.paid.fen));
  await agree(received(app, "channel", 500));
  await agree(bankReturned(await payoutOf(app, paid), first!.paid.fen));
  const again = await sent(app, people, [first!]);
  await agree(bankPaid(again, first!.paid.fen, "JW-2"));

  const [hold] = await app.deps.load(app.deps.holds.inForce(merchant));
  await agree({ kind: "release_hold", of: hold!.holdId, reason: "已核查" });
  await clear(app, [await lineOf(app, await sentPayment(app, 6_600))]);
  app.clock.advance(days(1));
  const [second] = await due(app);
  expect(second?.settlementId).not.toBe(settlementId);
  expect(second?.released.fen).toBe(HELD);
  await agree(bankPaid(await sent(app, people, [second!]), second!.paid.fen, "JW-3"));
}

async function due(app: WithWallet): Promise<readonly SettlementBatch[]> {
  await buildBatches(app.deps);
  return (await built(app)).filter(({ state }) => state === "due");
}

/** The channel's line of a payment, with the fee that was booked. */
async function lineOf(
  app: WithWallet,
  { paymentId, no, amount }: Awaited<ReturnType<typeof sentPayment>>,
): Promise<Line> {
  const payment = await (await app.api(`/v1/payments/${paymentId}`)).json();
  return { orderNo: no, amount, fee: payment.fee?.total ?? 0 };
}

/** All of a payment goes back, with its fee. */
async function refundLine(app: WithWallet, amount: number): Promise<Line> {
  const paid = await sentPayment(app, amount);
  const { fee = 0 } = await lineOf(app, paid);
  const body = { merchant_refund_no: "settled-1", amount };
  const asked = await (await app.api(`/v1/orders/${paid.orderId}/refunds`, { body })).json();
  await app.settle();
  return { orderNo: asked.refund_id.slice(4), amount, fee, back: true };
}

async function clear(app: WithWallet, lines: readonly Line[]): Promise<void> {
  const day = businessDay(app.clock.now());
  const traceTime = `${day.slice(5).replace("-", "")}093000`;
  const given = lines.map((each) => ({ ...each, traceTime }));
  await importZm(app, given, day.slice(2).replaceAll("-", ""));
}

/** Two people correct the one difference there is. */
async function correct({ deps }: WithWallet, { li, chen }: TwoPeople): Promise<void> {
  const [found] = await deps.load(
    deps.differences.list({ state: "open", past: undefined, max: 10 }),
  );
  const [{ differenceId: of, finding }] = found as [typeof found[number]];
  const given = { of, way: "corrected", why: "渠道来函", finding, here: li } as const;
  must(await confirmProposal(deps, { ...must(await proposeSettling(deps, given)), here: chen }));
}

async function payByWallet(app: WithWallet): Promise<void> {
  app.wallet.balances.set("amy", 20_000);
  const orderId = await app.order(7_000);
  const amy = await app.browserOf("amy");
  await amy.ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
  const body = { merchant_refund_no: "settled-2", amount: 2_500 };
  await app.api(`/v1/orders/${orderId}/refunds`, { body });
  await app.settle();
  expect(app.wallet.balances.get("amy")).toBe(20_000 - 7_000 + 2_500);
}

/** Taken back by the channel with some of the fee, and given again. */
async function chargeBack(app: WithWallet): Promise<void> {
  const { contractId } = await payerWithContract(app);
  const deductionId = await chargedOn(app, contractId, CHARGED);
  await app.deps.write(unitOf(
    "update deductions set channel_txn_no = ? where deduction_id = ?",
    TXN_NO,
    deductionId,
  ));
  await app.deps.write(unitOf(
    `update sandbox_deductions set txn_no = ?1 where txn_no is not null
      and txn_no = (select max(txn_no) from sandbox_deductions)`,
    TXN_NO,
  ));
  await corrected(app, TXN_NO, -CHARGED, { fee: 5 });
  await corrected(app, TXN_NO, CHARGED, { fee: -5 });
}

/** Two by the channel's word, and one by two people's. */
async function endAdvances(app: WithWallet, { li, chen }: TwoPeople): Promise<void> {
  const { contractId } = await payerWithContract(app);
  const of = parseId("ded", await chargedOn(app, contractId, advanced))!;
  const given = { of, way: "given_up", reference: undefined, why: "渠道来函", here: li } as const;
  const proposal = must(await proposeAdvanceEnd(app.deps, given));
  must(await confirmProposal(app.deps, { ...proposal, here: chen }));
  for (const amount of [advance_repaid, advance_written_off]) {
    await chargedOn(app, contractId, amount);
  }
  app.clock.advance(SLOW);
  await app.settle();
}

function received(app: WithWallet, source: "channel" | "merchant", fen: number): ProposedAct {
  return {
    kind: "record_receipt",
    merchant: app.merchant.merchant.merchantNo,
    source,
    day: businessDay(app.clock.now()),
    fen,
    reference: `RC-${source}`,
  };
}
