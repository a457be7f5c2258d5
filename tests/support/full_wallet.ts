import { byConsumer } from "../../core/actor.ts";
import type { CardBinding } from "../../core/card_binding/card_binding.ts";
import { setPaymentPin } from "../../core/factor/set_payment_pin.ts";
import { channelOrderNo, type ContractId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { askRecoveryHere } from "../../core/recovery/ask_recovery.ts";
import { owe } from "./arrears.ts";
import { signedContract } from "./contracts.ts";
import { signAtBank } from "./deductions.ts";
import { bind, heldOf } from "./device_cards.ts";
import { type AppBrowser, browserWith, cameIn, tapSign } from "./app_browser.ts";
import { chargedOn, disputed } from "./disputes.ts";
import { must } from "./fixtures.ts";
import { hereOf } from "./newcomer.ts";
import { sessionFor } from "./sessions.ts";
import { approvedPlan, openedSigning } from "./signers.ts";
import { joined } from "./staff.ts";
import type { TestApp } from "./test_app.ts";
import { payNew, told } from "./verified_payments.ts";

/** What names something of this person in a path or a form. */
type Named =
  | "consumerId"
  | "contractId"
  | "deductionId"
  /** Of a charge that nobody has disputed. */
  | "chargeId"
  | "refundId"
  | "paymentId"
  | "disputeId"
  | "fileDigest"
  | "arrearId"
  | "bindingId"
  | "deviceCardId"
  | "deviceId"
  | "passkeyId"
  | "sessionId"
  | "recoveryId";

export interface FullWallet {
  readonly ids: Readonly<Record<Named, string>>;
  /** Signed in a moment ago. */
  fresh(): Promise<AppBrowser>;
  /** What stands on pages of theirs and should on nobody else's. */
  readonly marks: readonly string[];
}

const TITLE = "只有甲签的协议";
const CARD_LAST_FOUR = "7391";
const PASSKEY = "Key of A";

/** A person of the sandbox with one of everything that a wallet can hold. */
export async function fullWallet(app: TestApp): Promise<FullWallet> {
  const { deps, merchant } = app;
  const planId = await approvedPlan(app, { title: TITLE });
  const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "full" });
  const path = `/sign/${signing_id}`;
  const browser = await cameIn(app, path, "person_a");
  await tapSign(browser, path, { fields: { card: "sbxcard_a_debit" } });
  const contractId = (await (await app.api(`/v1/signings/${signing_id}`)).json()).contract_id;
  const deductionId = await chargedOn(app, contractId);
  const chargeId = await chargedOn(app, contractId, 1_200);
  const refundOf = `/v1/deductions/${deductionId}/refunds`;
  const refund = await app.api(refundOf, { body: { merchant_refund_no: "full-1", amount: 100 } });
  const { refund_id: refundId } = await refund.json();
  const disputeId = await disputed({ browser, contractId }, deductionId);
  const fileDigest = await attachedFile(app, disputeId);

  const [contract] = await deps.load(deps.contracts.byId(contractId, app.clock.now()));
  const { consumerId, openId } = contract!.contract;
  const payment = must(await payNew(app, 2_500, { consumerId, used: ["code"] }));
  await told(app, payment, "succeeded");
  const owing = deps.newId("ctr") as ContractId;
  await signedContract(app, {
    contractId: owing,
    consumerId,
    openId,
    arrearRetryDays: [1, 3, 7],
    channelContractNo: await signAtBank(app, owing, merchant),
  });
  const { arrear_id: arrearId } = await owe(app, owing);
  await app.settle();

  const bindingId = await boundCard(app, consumerId);
  await bind(app);
  const { devices: [device], deviceCards: [deviceCard] } = await heldOf(app);
  const here = await hereOf(app, await sessionFor(app, consumerId, "sandbox"));
  const pin = { typed: "135790", again: "135790", old: "", device: undefined };
  must(await setPaymentPin(deps, { here, ...pin }));
  const passkeyId = deps.newId("pky");
  await deps.write({
    statements: [{
      sql: "insert into consumer_passkeys values (?, ?, 'c', 'k', 0, '[]', ?, 0, null)",
      args: [passkeyId, consumerId, PASSKEY],
    }],
  });
  must(await askRecoveryHere(deps, here));
  const [recovery] = await deps.load(deps.recoveries.waiting(consumerId));
  const fresh = async () =>
    browserWith(app, `consumer=${await sessionFor(app, consumerId, "sandbox")}`);
  return {
    ids: {
      consumerId,
      contractId,
      deductionId,
      chargeId,
      refundId,
      paymentId: payment.paymentId,
      disputeId,
      fileDigest,
      arrearId,
      bindingId,
      deviceCardId: deviceCard!.deviceCardId,
      deviceId: device!.deviceId,
      passkeyId,
      sessionId: here.session.sessionId,
      recoveryId: recovery!.recoveryId,
    },
    fresh,
    marks: [TITLE, CARD_LAST_FOUR, PASSKEY, "199****0001", "只有甲的小票"],
  };
}

/** By the merchant's finance; the digest by which it is asked for. */
async function attachedFile(app: TestApp, disputeId: string): Promise<string> {
  const finance = await joined(app, "finance", app.merchant.merchant.merchantNo);
  const form = new FormData();
  form.set("file", new File(["%PDF-1.7\n只有甲的小票\n%%EOF\n"], "slip.pdf"));
  const answer = await app.fetch(
    new Request(`http://portal.test${paths.consoleDisputeFiles(disputeId)}`, {
      method: "POST",
      body: form,
      headers: { Cookie: finance.cookie(), Origin: "http://portal.test" },
    }),
  );
  if (answer.status !== 303) throw new Error(`Cannot attach: ${answer.status}`);
  const { files } = await (await app.api(`/v1/disputes/${disputeId}`)).json();
  return files[0].sha256;
}

async function boundCard(app: TestApp, consumerId: FullWallet["ids"]["consumerId"]) {
  const { deps, merchant, clock } = app;
  const bindingId = deps.newId("bnd");
  const at = clock.now();
  const facts = {
    bindingId,
    consumerId: consumerId as CardBinding["consumerId"],
    merchantNo: merchant.merchant.merchantNo,
    mode: "test",
    channel: "sandbox",
    channelOrderNo: channelOrderNo(bindingId),
    requestor: "62000000001",
    begunAt: at,
  } as const;
  const opening: CardBinding = { ...facts, version: 1, state: "opening", askAfter: at, asks: 0 };
  const bound: CardBinding = {
    ...facts,
    version: 2,
    state: "bound",
    sealedToken: "sealed",
    tokenEndsAt: undefined,
    lastFour: CARD_LAST_FOUR,
    issuer: "测试银行",
    cardType: "debit",
    boundAt: at,
  };
  const by = byConsumer(facts.consumerId);
  const step = { eventId: deps.newId("evt"), at, by };
  await deps.commit([{ type: "card_binding.begun", binding: opening, ...step }]);
  await deps.commit([
    { type: "card_binding.bound", binding: bound, ...step, eventId: deps.newId("evt") },
  ]);
  return bindingId;
}
