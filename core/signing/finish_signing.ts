import { type Actor, byChannel, byConsumer } from "../actor.ts";
import type { SignOutcome } from "../channel/contract_channel.ts";
import { retryOnConflict } from "../conflict.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import { chained, chainStart } from "../contract/chain.ts";
import type { Contract } from "../contract/contract.ts";
import { signEvidence } from "../contract/evidence.ts";
import { replaceContract } from "../contract/replace_contract.ts";
import { suspendFromTheStart } from "../contract/suspend_from_the_start.ts";
import { validUntil } from "../contract/validity.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Deps } from "../deps.ts";
import type { SigningId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { noMoney } from "../money.ts";
import type { Plan } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Agreement } from "./agreement.ts";
import { advance, type Signing, type SigningRefusal } from "./signing.ts";
import type { SigningNotFound } from "./view_signing.ts";

export type FinishSigningRefusal =
  | SigningNotFound
  | SigningRefusal
  | { readonly code: "channel_refused"; readonly reason: string };

export interface FinishedSigning {
  readonly signing: Signing;
  readonly contract: Contract | undefined;
}

/**
 * Records what the channel said. Signed: the signing, the contract, its evidence and the first link of its chain in
 * one write. Refused: the link is open again. Unclear changes nothing; the channel is queried until it is clear.
 */
export async function finishSigning(
  deps: Deps,
  signingId: SigningId,
  outcome: SignOutcome,
): Promise<Result<FinishedSigning, FinishSigningRefusal>> {
  const finished = await retryOnConflict(() => finish(deps, signingId, outcome));
  if (finished.ok && finished.value.contract) {
    deps.nudge("deliver_webhooks");
    deps.nudge("tell_consumers");
  }
  return finished;
}

async function finish(
  deps: Deps,
  signingId: SigningId,
  outcome: SignOutcome,
): Promise<Result<FinishedSigning, FinishSigningRefusal>> {
  const [signing, plan, merchant, signer, existing, openId] = await deps.load(
    deps.signings.byId(signingId),
    deps.signings.planOf(signingId),
    deps.signings.merchantOf(signingId),
    deps.signings.signerOf(signingId),
    deps.signings.contractMade(signingId),
    deps.signings.openIdOfSigner(signingId),
  );
  if (!signing || !plan || !merchant) {
    return rejected({ code: "signing_not_found", signing_id: signingId });
  }
  // Another answer came first: what it said stands.
  if (signing.state !== "confirming" || !signer) {
    return ok({ signing, contract: existing?.contract });
  }
  if (outcome.type === "unclear") return ok({ signing, contract: undefined });
  const at = merchantNow(merchant, deps.now());
  if (outcome.type === "refused") {
    return await reopen(deps, signing, {
      ...outcome,
      at,
      by: byChannel(signing.agreement.channel),
    });
  }

  const made = await makeContract(deps, {
    signing,
    agreement: { ...signing.agreement, openId: openId ?? signing.agreement.openId },
    plan,
    merchant,
    signer,
    channelContractNo: outcome.channelContractNo,
    at,
  });
  const { contractId, consumerId } = made.contract;
  const replaced = signing.replaces && await replaceContract(deps, signing.replaces, {
    by: contractId,
    at,
    actor: byConsumer(consumerId),
  });
  const signed = advance(signing, { type: "signed", consumerId, contractId, alreadySigned: false });
  if (!signed.ok) return signed;
  const by = byChannel(made.contract.channel);
  // They agreed before they closed charging, and the channel has only now said so.
  const held = await suspendFromTheStart(
    deps,
    { contract: made.contract, owner: merchant },
    signer,
  );
  await deps.commit([
    // First, because one is in force per person and plan.
    ...(replaced ? [replaced] : []),
    {
      type: "contract.signed",
      ...made,
      signer,
      usedToday: noMoney,
      eventId: deps.newId("evt"),
      at,
      by,
    },
    ...held,
    { type: "signing.signed", signing: signed.value, eventId: deps.newId("evt"), at, by },
  ]);
  return ok({ signing: signed.value, contract: held.at(-1)?.contract ?? made.contract });
}

async function reopen(
  deps: Deps,
  signing: Signing,
  { reason, at, by }: { readonly reason: string; readonly at: Instant; readonly by: Actor },
): Promise<Result<FinishedSigning, FinishSigningRefusal>> {
  const refused = advance(signing, { type: "refused", reason });
  if (!refused.ok) return refused;
  const eventId = deps.newId("evt");
  await deps.commit([{ type: "signing.refused", signing: refused.value, eventId, at, by }]);
  return rejected({ code: "channel_refused", reason });
}

interface Signed {
  readonly signing: Signing;
  readonly agreement: Agreement;
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly signer: Consumer;
  readonly channelContractNo: string;
  readonly at: Instant;
}

async function makeContract(
  deps: Deps,
  signed: Signed,
): Promise<{ readonly contract: Contract; readonly evidence: string }> {
  const { signing, agreement, plan, merchant, signer, channelContractNo, at } = signed;
  const expiresAt = validUntil(plan.contractDays, at);
  const evidence = await signEvidence(deps.vault, {
    institution: deps.config.institution,
    signing,
    agreement,
    plan,
    merchant,
    person: await openIdentity(deps.vault, signer),
    channel: { name: agreement.channel, contractNo: channelContractNo },
    signedAt: at,
    expiresAt,
  });
  const contract: Contract = {
    contractId: agreement.contractId,
    contractCode: signing.contractCode,
    signingId: signing.signingId,
    planId: plan.planId,
    planVersion: plan.version,
    appId: signing.appId,
    openId: agreement.openId,
    consumerId: signer.consumerId,
    userId: signing.userId,
    merchantNo: merchant.merchantNo,
    kind: plan.kind,
    title: plan.title,
    perTransactionLimit: plan.perTransactionLimit,
    perDayLimit: plan.perDayLimit,
    arrearRetryDays: plan.arrearRetryDays,
    fixedMerchantNos: plan.fixedMerchantNos,
    sharedWith: agreement.sharedWith.map(({ merchantNo }) => merchantNo),
    sharingAgreementId: agreement.sharing?.agreementId,
    channel: agreement.channel,
    channelContractNo,
    cardToken: agreement.cardToken,
    cardLabel: agreement.cardLabel[agreement.lang],
    lang: agreement.lang,
    signedAt: at,
    expiresAt,
    linksEnded: 0,
    state: "active",
    version: 1,
    chain: await chainStart(evidence),
  };
  return { contract: await chained(contract, { type: "contract.signed", at }), evidence };
}
