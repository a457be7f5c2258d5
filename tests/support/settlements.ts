import { byOperator } from "../../core/actor.ts";
import type { MerchantNo, PayoutId, ProposalId, RefundId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { PaidOutAct, ProposedAct, ReturnPayoutAct } from "../../core/proposal/proposal.ts";
import { propose } from "../../core/proposal/propose.ts";
import { setAccount } from "../../core/settlement/set_account.ts";
import { agreeSettlement } from "../../core/settlement_terms/agree_settlement.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
import { proposeDelivery } from "../../core/refund/deliver_refund.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import type { BusinessDay } from "../../core/time.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

export interface TwoPeople {
  readonly li: SignedIn;
  readonly chen: SignedIn;
}

/** T+n from the first day on, and a bank account. */
export async function settlesAt(
  app: TestApp,
  delay = 1,
  given: { readonly overdraft?: number; readonly accountNo?: string } = {},
): Promise<void> {
  const { merchantNo } = app.merchant.merchant;
  must(
    await agreeSettlement(app.deps, {
      merchantNo,
      from: "2026-11-01" as BusinessDay,
      delay,
      accountOf: merchantNo,
      overdraft: cny(given.overdraft ?? 0),
      by: byOperator,
    }),
  );
  await newAccount(app, merchantNo, given.accountNo);
}

/** Puts an account in the place of the one before. */
export async function newAccount(
  { deps }: TestApp,
  merchantNo: MerchantNo,
  accountNo = "6222000000000017",
): Promise<void> {
  const [previous] = await deps.load(deps.settlements.inForce(merchantNo));
  const account = { bank: "江湾银行运河支行", holder: "青瓷餐饮有限公司", accountNo };
  const events = await setAccount(deps, { merchantNo, account, previous }, {
    at: deps.now(),
    by: byOperator,
  });
  await deps.commit(events);
}

/** What one proposes and the other confirms. */
export async function byTwo(
  { deps }: TestApp,
  { li, chen }: TwoPeople,
  act: ProposedAct,
): Promise<Awaited<ReturnType<typeof confirmProposal>>> {
  const proposal = must(await propose(deps, { act, merchantNo: undefined, here: li }));
  return await confirmProposal(deps, { ...proposal, here: chen });
}

/** Builds what is due, and answers all batches there are, the oldest first. */
export async function built(app: TestApp): Promise<readonly SettlementBatch[]> {
  await buildBatches(app.deps);
  const [found] = await app.deps.load(app.deps.settlementBatches.list({}, "stm", 100));
  return found.toSorted((a, b) => a.no - b.no);
}

/** The bank has paid so many of a run. */
export function bankPaid(of: ProposalId, fen: number, reference = "JW20261123"): PaidOutAct {
  return { kind: "paid_out", of, count: 1, fen, paidOn: "2026-11-23" as BusinessDay, reference };
}

/** The bank has given a payout back. */
export function bankReturned(of: PayoutId, fen: number, reference?: string): ReturnPayoutAct {
  const reason = "账号与户名不符";
  return {
    kind: "return_payout",
    of,
    fen,
    reason,
    ...(reference === undefined ? {} : { reference }),
  };
}

export async function payoutOf({ deps }: TestApp, run: ProposalId): Promise<PayoutId> {
  const [[found]] = await deps.load(deps.settlementBatches.ofRun(run));
  return found!.payout.payoutId;
}

/** Sends the batches to the bank; the run. */
export async function sent(
  app: TestApp,
  people: TwoPeople,
  batches: readonly SettlementBatch[],
) {
  const given = batches.map(({ settlementId, paid }) => ({ of: settlementId, fen: paid.fen }));
  const total = given.reduce((sum, { fen }) => sum + fen, 0);
  const done = must(await byTwo(app, people, { kind: "pay_out", batches: given, total }));
  return done.proposal.proposalId;
}

/** Two people name an account for what reached nobody, and two give it to the bank; the run. */
export async function refundSent(
  app: TestApp,
  people: TwoPeople,
  refundId: RefundId,
): Promise<ProposalId> {
  const { deps } = app;
  const [refund] = await deps.load(deps.refunds.byId(refundId));
  const proposal = must(
    await proposeDelivery(deps, {
      refundId,
      version: refund!.version,
      way: {
        type: "payout",
        account: { bank: "江湾银行东滩支行", holder: "测试甲", accountNo: "6222000000000033" },
      },
      why: "付款人提供",
      here: people.li,
    }),
  );
  must(await confirmProposal(deps, { ...proposal, here: people.chen }));
  const { fen } = refund!.amount;
  const batches = [{ of: refundId, fen }];
  const done = must(await byTwo(app, people, { kind: "pay_out", batches, total: fen }));
  return done.proposal.proposalId;
}
