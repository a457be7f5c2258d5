import { base64url } from "jose";
import { callChannel } from "../channel/call_channel.ts";
import type { ContractChannel, SignOutcome } from "../channel/contract_channel.ts";
import { retryOnConflict } from "../conflict.ts";
import { type BoundCard, cardWith } from "../consumer/consumer.ts";
import { openCards } from "../consumer/seal_person.ts";
import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId, ContractId, OpenId, PlanId, SigningId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import { channelFor } from "../payment/channel_for.ts";
import type { Plan, PlanState } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Agreement, Factor } from "./agreement.ts";
import { checkFactors, type FactorRefusal } from "./check_factors.ts";
import { cardLabel, type DisclosureLang } from "./disclosure.ts";
import { finishSigning } from "./finish_signing.ts";
import {
  advance,
  expiryOf,
  idNumberSubject,
  phoneCodeSubject,
  type Signing,
  type SigningRefusal,
} from "./signing.ts";
import type { SigningNotFound } from "./view_signing.ts";
import { networkOf } from "./whereabouts.ts";

export interface ConfirmSigning {
  readonly signingId: SigningId;
  /** Of the session: who is using the app. */
  readonly consumerId: ConsumerId;
  /** One of the cards the channel told of; anything else is refused. */
  readonly card: Pick<BoundCard, "token"> | undefined;
  readonly smsCode: string | undefined;
  readonly idNumber: string | undefined;
  readonly client: ClientKind;
  /** The language the five lines were shown in. */
  readonly lang: DisclosureLang;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

export type ConfirmSigningRefusal =
  | SigningNotFound
  | SigningRefusal
  | FactorRefusal
  | { readonly code: "consumer_not_found" }
  | { readonly code: "contracts_not_available" }
  | { readonly code: "plan_not_approved"; readonly plan_id: PlanId; readonly state: PlanState }
  /** The last contract on this plan has not ended at the channel yet. */
  | { readonly code: "contract_ending"; readonly contract_id: ContractId }
  /** The same person agreed to the same plan under another link, and the channel has not answered yet. */
  | { readonly code: "signing_in_progress"; readonly signing_id: SigningId }
  | { readonly code: "card_required" }
  | { readonly code: "credit_card_required" }
  /** The channel said no; the signing is open again. */
  | { readonly code: "channel_refused"; readonly reason: string };

/** `signing.state` is `confirming` while the channel has not answered clearly; `alreadySigned` when nothing was signed twice. */
export interface ConfirmedSigning {
  readonly signing: Signing;
  readonly contract: Contract | undefined;
}

type Confirmation = Result<ConfirmedSigning, ConfirmSigningRefusal>;

interface Begun {
  readonly signing: Signing;
  readonly agreement: Agreement;
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly channelUserId: string;
  readonly contracts: ContractChannel;
}

type Beginning =
  | { readonly type: "over"; readonly confirmation: Confirmation }
  | { readonly type: "begun"; readonly begun: Begun };

/**
 * The consumer agrees. What the plan asks for is checked, the agreement committed, and only then the channel asked:
 * a lost answer loses nothing and is asked for again. Whoever has signed this plan before keeps that contract.
 * Of two people with one link the first to agree wins.
 */
export async function confirmSigning(deps: Deps, command: ConfirmSigning): Promise<Confirmation> {
  // Right once is right: a conflict decides again, but uses up no second try and no second code.
  let factors: readonly Factor[] | undefined;
  const beginning = await retryOnConflict(() =>
    begin(deps, command, factors, (checked) => {
      factors = checked;
    })
  );
  if (beginning.type === "over") return beginning.confirmation;
  const outcome = await askToSign(deps, beginning.begun);
  return await finishSigning(deps, command.signingId, outcome);
}

async function begin(
  deps: Deps,
  command: ConfirmSigning,
  proven: readonly Factor[] | undefined,
  keep: (factors: readonly Factor[]) => void,
): Promise<Beginning> {
  const { signingId, consumerId } = command;
  const over = (confirmation: Confirmation): Beginning => ({ type: "over", confirmation });
  const now = deps.now();
  const facts = await loadFacts(deps, signingId, consumerId);
  const { signing, plan, merchant, found, existing, elsewhere, openId } = facts;
  if (!signing || !plan || !merchant) {
    return over(rejected({ code: "signing_not_found", signing_id: signingId }));
  }
  if (!found) return over(rejected({ code: "consumer_not_found" }));
  const mine = signing.consumerId === consumerId;
  if (mine && (signing.state === "signed" || signing.state === "confirming")) {
    return over(ok({ signing, contract: existing }));
  }
  const at = merchantNow(merchant, now);
  const ended = expiryOf(signing, at);
  if (ended) return over(rejected(ended));

  if (existing) return over(await keepExisting(deps, { signing, merchant, consumerId, existing }));
  if (elsewhere) {
    return over(rejected({ code: "signing_in_progress", signing_id: elsewhere.signingId }));
  }
  if (plan.state !== "approved") {
    return over(rejected({ code: "plan_not_approved", plan_id: plan.planId, state: plan.state }));
  }
  const { consumer } = found;
  const contracts = deps.channels[consumer.channel]?.contracts;
  if (!contracts || consumer.channel !== channelFor(merchant)) {
    return over(rejected({ code: "contracts_not_available" }));
  }
  const cards = await openCards(deps.vault, found);
  const card = cardWith(cards, command.card?.token);
  if (!card) return over(rejected({ code: "card_required" }));
  if (plan.requiresCreditCard && card.type !== "credit") {
    return over(rejected({ code: "credit_card_required" }));
  }
  const checked = proven
    ? ok(proven)
    : await checkFactors(deps, command, { signing, plan, consumer, known: facts });
  if (!checked.ok) return over(checked);
  keep(checked.value);

  const agreement: Agreement = {
    contractId: deps.newId("ctr"),
    openId: openId ?? newOpenId(deps.random),
    cardToken: card.token,
    cardLabel: { zh: cardLabel(card, "zh"), en: cardLabel(card, "en") },
    factors: checked.value,
    agreedAt: at,
    client: command.client,
    lang: command.lang,
    userAgent: command.userAgent?.slice(0, USER_AGENT_CHARS_MAX),
    network: command.ip === undefined ? undefined : networkOf(command.ip),
  };
  const confirmed = advance(signing, { type: "confirmed", consumerId, agreement });
  if (!confirmed.ok) return over(confirmed);
  const eventId = deps.newId("evt");
  await deps.commit([{ type: "signing.confirmed", signing: confirmed.value, eventId, at }]);
  const { channelUserId } = consumer;
  return {
    type: "begun",
    begun: { signing: confirmed.value, agreement, plan, merchant, channelUserId, contracts },
  };
}

const USER_AGENT_CHARS_MAX = 300;
const OPEN_ID_BYTES = 21;

/** Random, so that it says nothing about the person and nothing across apps. */
function newOpenId(random: Deps["random"]): OpenId {
  return base64url.encode(random(OPEN_ID_BYTES)) as OpenId;
}

async function loadFacts(deps: Deps, signingId: SigningId, consumerId: ConsumerId) {
  const now = deps.now();
  const phone = phoneCodeSubject(signingId, consumerId);
  const [
    signing,
    plan,
    merchant,
    found,
    existing,
    elsewhere,
    openId,
    code,
    codeTries,
    idTries,
  ] = await deps.load(
    deps.signings.byId(signingId),
    deps.signings.planOf(signingId),
    deps.signings.merchantOf(signingId),
    deps.consumers.byId(consumerId),
    deps.signings.contractWith(signingId, consumerId),
    deps.signings.confirmingElsewhere(signingId, consumerId),
    deps.signings.openIdOf(signingId, consumerId),
    deps.consumers.phoneCode(phone, now),
    deps.consumers.tries(phone),
    deps.consumers.tries(idNumberSubject(signingId, consumerId)),
  );
  return {
    signing,
    plan,
    merchant,
    found,
    existing,
    elsewhere,
    openId,
    code,
    codeTries,
    idTries,
  };
}

/** Signed before: the same contract, nothing sent to the channel, nothing charged. */
async function keepExisting(
  deps: Deps,
  { signing, merchant, consumerId, existing }: {
    readonly signing: Signing;
    readonly merchant: Merchant;
    readonly consumerId: ConsumerId;
    readonly existing: Contract;
  },
): Promise<Confirmation> {
  const { contractId } = existing;
  if (existing.state === "terminating") {
    return rejected({ code: "contract_ending", contract_id: contractId });
  }
  const signed = advance(signing, { type: "signed", consumerId, contractId, alreadySigned: true });
  if (!signed.ok) return signed;
  const at = merchantNow(merchant, deps.now());
  const eventId = deps.newId("evt");
  await deps.commit([{ type: "signing.signed", signing: signed.value, eventId, at }]);
  return ok({ signing: signed.value, contract: existing });
}

async function askToSign(deps: Deps, begun: Begun): Promise<SignOutcome> {
  const { signing, agreement, plan, merchant, channelUserId, contracts } = begun;
  const request = await contracts.sign({
    signingId: signing.signingId,
    contractId: agreement.contractId,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    title: plan.title,
    channelUserId,
    cardToken: agreement.cardToken,
    perTransactionLimit: plan.perTransactionLimit,
    perDayLimit: plan.perDayLimit,
    noticeUrl: `${deps.config.publicUrl}/notify/${channelFor(merchant)}`,
  });
  const response = await callChannel(deps, request);
  return response ? await contracts.readSign(response) : { type: "unclear" };
}
