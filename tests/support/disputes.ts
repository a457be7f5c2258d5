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
