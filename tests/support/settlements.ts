import { byOperator } from "../../core/actor.ts";
import type { MerchantNo } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { ProposedAct } from "../../core/proposal/proposal.ts";
import { propose } from "../../core/proposal/propose.ts";
import { setAccount } from "../../core/settlement/set_account.ts";
import { agreeSettlement } from "../../core/settlement_terms/agree_settlement.ts";
import { buildBatches } from "../../core/settlement_batch/build_batches.ts";
import type { SettlementBatch } from "../../core/settlement_batch/settlement_batch.ts";
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
