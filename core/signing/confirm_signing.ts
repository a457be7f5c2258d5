import { byConsumer } from "../actor.ts";
import { base64url } from "jose";
import { callChannel } from "../channel/call_channel.ts";
import type { SignOutcome } from "../channel/contract_channel.ts";
import type { HttpRequest } from "../channel/http.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Contract } from "../contract/contract.ts";
import { replaceContract } from "../contract/replace_contract.ts";
import { isEnding } from "../contract/validity.ts";
import type { Deps } from "../deps.ts";
import type { ContractId, OpenId } from "../id.ts";
import type { ClientKind } from "../method/client.ts";
import { paths } from "../paths.ts";
import { channelFor } from "../payment/channel_for.ts";
import { ok, rejected, type Result } from "../result.ts";
import { businessDay } from "../time.ts";
import type { Agreement } from "./agreement.ts";
import { appCardLabels, checkedHere } from "./checked_here.ts";
import { checkFactors, type FactorRefusal, type Proven } from "./check_factors.ts";
import { cardLabels } from "./disclosure.ts";
import { finishSigning } from "./finish_signing.ts";
import {
  loadFacts,
  maySign,
  type MaySignRefusal,
  type ReadyToSign,
  type SignedBefore,
  type WantToSign,
} from "./may_sign.ts";
import { signatureOf } from "./signed_terms.ts";
import { advance, type Signing } from "./signing.ts";
import { networkOf } from "./client_context.ts";

export interface ConfirmSigning extends WantToSign {
  readonly smsCode: string | undefined;
  readonly idNumber: string | undefined;
  readonly client: ClientKind;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

export type ConfirmSigningRefusal =
  | MaySignRefusal
  | FactorRefusal
  /** The previous contract on this plan has not ended at the channel yet. */
  | { readonly code: "contract_ending"; readonly contract_id: ContractId }
  /** The channel said no; the signing is open again. */
  | { readonly code: "channel_refused"; readonly reason: string };

/** `signing.state` is `confirming` while the channel has not answered clearly; `alreadySigned` when nothing was signed twice. */
export interface ConfirmedSigning {
  readonly signing: Signing;
  readonly contract: Contract | undefined;
}

type Confirmation = Result<ConfirmedSigning, ConfirmSigningRefusal>;

type Begun = ReadyToSign & { readonly agreement: Agreement; readonly request: HttpRequest };

type Beginning =
  | { readonly type: "over"; readonly confirmation: Confirmation }
  | { readonly type: "begun"; readonly begun: Begun };

/**
 * The consumer agrees to what they were shown. What the plan requires is checked, the agreement is committed, and
 * only then is the channel called: a lost answer loses nothing and is queried later. A consumer who has already
 * signed this plan keeps that contract. If two people have the same link, the first to agree wins.
 */
export async function confirmSigning(deps: Deps, command: ConfirmSigning): Promise<Confirmation> {
  // Checked once is enough: after a conflict it decides again, but uses up no second attempt and no second code.
  let proven: Proven | undefined;
  const beginning = await retryOnConflict(() =>
    begin(deps, command, proven, (checked) => {
      proven = checked;
    })
  );
  if (beginning.type === "over") return beginning.confirmation;
  const outcome = await askToSign(deps, beginning.begun);
  return await finishSigning(deps, command.signingId, outcome);
}

async function begin(
  deps: Deps,
  command: ConfirmSigning,
  proven: Proven | undefined,
  keep: (checked: Proven) => void,
): Promise<Beginning> {
  const over = (confirmation: Confirmation): Beginning => ({ type: "over", confirmation });
  const facts = await loadFacts(deps, command);
  const judged = await maySign(deps, command, facts);
  if (judged.type === "refused") return over(rejected(judged.refusal));
  if (judged.type === "settled") {
    return over(ok({ signing: judged.signing, contract: facts.existing }));
  }
  if (judged.type === "signed_before") return over(await keepExisting(deps, command, judged));

  const { signing, plan, payees, consumer, contracts, card, terms, payer, at } = judged.ready;
  const byChannel = contracts.checksPerson;
  const before = { byChannel, bySignup: facts.sharesSignup };
  const checked = proven ? ok(proven) : await checkFactors(deps, command, {
    signing,
    plan: checkedHere(plan, before),
    ...before,
    consumer,
    codes: facts.codes,
  });
  if (!checked.ok) return over(checked);
  const { factors, code } = checked.value;
  // After a conflict: used up meanwhile, or the phone is another.
  if (code && !facts.codes.some(({ digest }) => digest === code.digest)) {
    return over(rejected({ code: "phone_code_over" }));
  }
  keep(checked.value);

  const signature = await signatureOf(facts.signatures, {
    consumerId: command.consumerId,
    digests: [command.shown ?? ""],
    now: deps.now(),
  });
  const agreement: Agreement = {
    contractId: deps.newId("ctr"),
    channel: judged.ready.channel,
    openId: facts.openId ?? newOpenId(deps.random),
    cardToken: card?.token ?? "",
    cardLabel: byChannel ? appCardLabels : cardLabels(card),
    terms,
    ...payees,
    factors: signature ? [...factors, "passkey_signature"] : factors,
    signature,
    agreedAt: at,
    client: command.client,
    lang: command.lang,
    userAgent: command.userAgent?.slice(0, USER_AGENT_CHARS_MAX),
    network: command.ip === undefined ? undefined : networkOf(command.ip),
  };
  const { consumerId } = command;
  const confirmed = advance(signing, { type: "confirmed", consumerId, agreement });
  if (!confirmed.ok) return over(confirmed);
  const request = await requestOf(deps, judged.ready, agreement);
  // What the app vouched for is too old: they come in from it again.
  if (!request) return over(rejected({ code: "consumer_not_found" }));
  const stamp = { eventId: deps.newId("evt"), at, by: byConsumer(consumerId) };
  await deps.commit([{
    type: "signing.confirmed",
    signing: confirmed.value,
    payer,
    code,
    ...stamp,
  }]);
  return {
    type: "begun",
    begun: { ...judged.ready, signing: confirmed.value, agreement, request },
  };
}

const USER_AGENT_CHARS_MAX = 300;
const OPEN_ID_BYTES = 21;

/** Random, so that it reveals nothing about the person and can't be correlated across apps. */
function newOpenId(random: Deps["random"]): OpenId {
  return base64url.encode(random(OPEN_ID_BYTES)) as OpenId;
}

/** Signed before: the same contract, nothing sent to the channel, nothing charged. */
async function keepExisting(
  deps: Deps,
  { consumerId }: ConfirmSigning,
  { signing, existing, payer, at }: SignedBefore,
): Promise<Confirmation> {
  const { contractId } = existing;
  if (isEnding(existing, businessDay(at))) {
    return rejected({ code: "contract_ending", contract_id: contractId });
  }
  const signed = advance(signing, { type: "signed", consumerId, contractId, alreadySigned: true });
  if (!signed.ok) return signed;
  const actor = byConsumer(consumerId);
  const stamp = { eventId: deps.newId("evt"), at, by: actor };
  // It is signed where its number is, by another link: what this signing replaces ends all the same.
  const replaced = signing.replaces &&
    await replaceContract(deps, signing.replaces, { by: contractId, at, actor });
  await deps.commit([
    { type: "signing.already_signed", signing: signed.value, payer, ...stamp },
    ...(replaced ? [replaced] : []),
  ]);
  deps.nudge("deliver_webhooks");
  return ok({ signing: signed.value, contract: existing });
}

async function askToSign(
  deps: Deps,
  { agreement: { contractId }, contracts, request }: Begun,
): Promise<SignOutcome> {
  const response = await callChannel(deps, request);
  return response ? await contracts.readSign(response, contractId) : { type: "unclear" };
}

function requestOf(
  deps: Deps,
  { signing, plan, merchant, channelUserId, contracts }: ReadyToSign,
  agreement: Agreement,
): Promise<HttpRequest | undefined> {
  return contracts.sign({
    signingId: signing.signingId,
    contractId: agreement.contractId,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    planId: plan.planId,
    planVersion: plan.version,
    title: plan.title,
    channelUserId,
    cardToken: agreement.cardToken,
    perTransactionLimit: plan.perTransactionLimit,
    perDayLimit: plan.perDayLimit,
    noticeUrl: `${deps.config.publicUrl}${paths.notice(channelFor(merchant))}`,
  });
}
