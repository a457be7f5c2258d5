import { byOperator } from "../../core/actor.ts";
import { type Dispute, MERCHANT_DUE, opened } from "../../core/dispute/dispute.ts";
import { disputable, type DisputeSubject } from "../../core/dispute/open_dispute.ts";
import { after } from "../../core/time.ts";
import {
  type ImportedStatement,
  importStatement,
} from "../../core/statement_file/import_statement.ts";
import { must } from "./fixtures.ts";
import { fileOf, given, zmeRecord } from "./statement_files.ts";
import { charge } from "./deductions.ts";
import { type AppBrowser, cameIn, tapSign } from "./app_browser.ts";
import { approvedPlan, openedSigning } from "./signers.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

/** Somebody with a wallet, and a contract that can be charged. */
export interface Payer {
  readonly browser: AppBrowser;
  readonly contractId: string;
}

let codes = 0;

/** A person of the sandbox who signs with the merchant and stays signed in. */
export async function payerWithContract(
  app: TestApp,
  { merchant }: { readonly merchant: TestMerchant } = app,
): Promise<Payer> {
  const planId = await approvedPlan(app, undefined, merchant.secretKey);
  const body = { plan_id: planId, contract_code: `dispute-${++codes}` };
  const { signing_id } = await openedSigning(app, body, merchant.secretKey);
  const path = `/sign/${signing_id}`;
  const browser = await cameIn(app, path, "person_a");
  await tapSign(browser, path, { fields: { card: "sbxcard_a_debit" } });
  const answer = await app.api(`/v1/signings/${signing_id}`, { key: merchant.secretKey });
  return { browser, contractId: (await answer.json()).contract_id };
}

let charges = 0;

/** A deduction that succeeded. */
export async function chargedOn(
  app: TestApp,
  contractId: string,
  amount = 1_000,
): Promise<string> {
  const merchant_order_no = `DSP-${++charges}`;
  const made = await charge(app, { contract_id: contractId, merchant_order_no, amount });
  const { deduction_id } = await made.json();
  await app.settle();
  return deduction_id;
}

/** What the person says is wrong with it; the id of the dispute. */
export async function disputed(
  { browser }: Payer,
  subjectId: string,
  reason = "not_mine",
): Promise<string> {
  const answer = await browser.ask(`/wallet/charges/${subjectId}/dispute`, { fields: { reason } });
  const to = answer.headers.get("location") ?? "";
  if (answer.status !== 303) throw new TypeError(`Cannot dispute ${subjectId}: ${answer.status}`);
  return to.slice("/wallet/disputes/".length);
}

let corrections = 0;

/** What the channel's corrections say of a deduction or a payment: negative where it takes money back. */
export async function corrected(
  app: TestApp,
  txnNo: string,
  fen: number,
  { fee = 0, code }: { readonly fee?: number; readonly code?: string } = {},
): Promise<ImportedStatement> {
  const no = ++corrections;
  const record = zmeRecord({
    amount: -fen,
    fee,
    ...(code ? { code } : {}),
    original: txnNo.slice(4, 20),
    traceNo: `${700_000 + no}`,
    merchantNo: app.merchant.merchantNo,
  });
  const name = `INN261120${no.toString().padStart(2, "0")}ZME_${app.merchant.merchantNo}`;
  const imported = await importStatement(app.deps, {
    file: given(name, fileOf([record]), 100_000),
    beside: [],
    merchantNo: undefined,
    by: byOperator,
  });
  return must(imported)[0]!;
}

/** The payer disputes it, without a browser. */
export async function openedDispute(app: TestApp, subjectId: DisputeSubject): Promise<string> {
  const found = await disputable(app.deps, subjectId);
  if (!found) throw new TypeError(`Cannot dispute ${subjectId}: it was not paid`);
  const { paid, of, consumerId, evidence, merchantOrderNo, settleMerchantNo } = found;
  const createdAt = app.clock.now();
  const dispute: Dispute = {
    ...opened({
      disputeId: app.deps.newId("dsp"),
      of,
      merchantNo: paid.merchantNo,
      settleMerchantNo,
      merchantOrderNo,
      channel: paid.channel,
      consumerId,
      openedBy: "consumer",
      reason: "not_mine",
      amount: paid.amount,
      evidence,
      createdAt,
    }),
    state: "open",
    dueAt: after(createdAt, MERCHANT_DUE),
    remindedAt: undefined,
  };
  await app.deps.commit([{
    type: "dispute.opened",
    dispute,
    eventId: app.deps.newId("evt"),
    at: createdAt,
    by: byOperator,
  }]);
  return dispute.disputeId;
}
