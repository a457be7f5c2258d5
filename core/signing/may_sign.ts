import { digestCard } from "../block/digest_card.ts";
import type { ListedAs, PayerBlocked } from "../block/listed_as.ts";
import type { ContractChannel } from "../channel/contract_channel.ts";
import type { ChannelName } from "../channel/channel.ts";
import { type Consumer, isChargingClosed } from "../consumer/consumer.ts";
import type { Identity } from "../identity/identity.ts";
import { type BoundCard, cardWith } from "../channel/card.ts";
import { openCards } from "../consumer/seal_person.ts";
import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId, SigningId } from "../id.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
} from "../merchant/merchant.ts";
import { channelFor } from "../payment/channel_for.ts";
import type { Plan, PlanNotApproved } from "../plan/plan.ts";
import type { Instant } from "../time.ts";
import { appCardLabels } from "./checked_here.ts";
import { cardLabels, type DisclosureLang } from "./disclosure.ts";
import { expiryOf, type Signing, type SigningRefusal } from "./signing.ts";
import { digestOfTerms, type Payees, payeesOf, type TermsByLang, termsOf } from "./terms.ts";
import type { SigningNotFound } from "./view_signing.ts";

export interface WantToSign {
  readonly signingId: SigningId;
  /** From the session: who is using the app. */
  readonly consumerId: ConsumerId;
  /** As whom they came in, if not with a passkey; only the payee's own channel counts. */
  readonly identity: Pick<Identity, "issuer" | "subject"> | undefined;
  /** One of the cards the channel reported; anything else is refused. */
  readonly card: Pick<BoundCard, "token"> | undefined;
  /** The language the terms were shown in. */
  readonly lang: DisclosureLang;
  /** The digest of the terms as the page showed them. */
  readonly shown: string | undefined;
}

export type MaySignRefusal =
  | SigningNotFound
  | SigningRefusal
  | { readonly code: "consumer_not_found" }
  | { readonly code: "contracts_not_available" }
  | PlanNotApproved
  | MerchantNotActive
  | PayerBlocked
  /** This person has closed password-free charging, or reported their phone as lost. */
  | { readonly code: "charging_closed" }
  /** Another card may do. */
  | { readonly code: "card_blocked" }
  /** The same person agreed to the same plan under another link, and the channel has not answered yet. */
  | { readonly code: "signing_in_progress"; readonly signing_id: SigningId }
  | { readonly code: "card_required" }
  | { readonly code: "credit_card_required" }
  /** What would be signed now is not what was shown. */
  | { readonly code: "terms_changed" };

export interface ReadyToSign {
  readonly signing: Signing;
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly payees: Payees;
  readonly consumer: Consumer;
  readonly channel: ChannelName;
  readonly channelUserId: string;
  readonly contracts: ContractChannel;
  /** Undefined where the channel's app chooses it. */
  readonly card: BoundCard | undefined;
  readonly terms: TermsByLang;
  readonly payer: ListedAs;
  readonly at: Instant;
}

/** This person has a contract on the plan that has not ended. */
export interface SignedBefore {
  readonly signing: Signing;
  readonly existing: Contract;
  readonly payer: ListedAs;
  readonly at: Instant;
}

type Judged =
  | { readonly type: "ready"; readonly ready: ReadyToSign }
  | { readonly type: "refused"; readonly refusal: MaySignRefusal }
  /** This person agreed to this signing before. */
  | { readonly type: "settled"; readonly signing: Signing }
  | { readonly type: "signed_before" } & SignedBefore;

export type SigningFacts = Awaited<ReturnType<typeof loadFacts>>;

/** Everything that agreeing depends on, in one round trip. */
export async function loadFacts(
  deps: Deps,
  { signingId, consumerId, card }: Pick<WantToSign, "signingId" | "consumerId" | "card">,
) {
  const cards = card ? [await digestCard(deps.vault, card.token)] : [];
  const payer: ListedAs = { consumerId, cards };
  const [
    signing,
    plan,
    chain,
    sharing,
    found,
    existing,
    elsewhere,
    openId,
    codes,
    blockedBy,
    sharesSignup,
    signatures,
  ] = await deps.load(
    deps.signings.byId(signingId),
    deps.signings.planOf(signingId),
    deps.signings.merchantChain(signingId),
    deps.signings.sharing(signingId, deps.now()),
    deps.consumers.byId(consumerId),
    deps.signings.contractWith(signingId, consumerId),
    deps.signings.confirmingElsewhere(signingId, consumerId),
    deps.signings.openIdOf(signingId, consumerId),
    deps.signings.codes(signingId, consumerId, deps.now()),
    deps.blocks.findsBy(payer),
    deps.signings.sharesSignup(signingId, consumerId),
    deps.passkeySignatures.of(signingId),
  );
  return {
    signing,
    plan,
    chain,
    sharing,
    found,
    existing,
    elsewhere,
    openId,
    codes,
    payer,
    blockedBy,
    sharesSignup,
    signatures,
  };
}

/** Whether this person may agree to exactly this now; of several refusals, the one that a page would show first. */
export async function maySign(
  deps: Deps,
  { signingId, consumerId, identity, card: chosen, lang, shown }: WantToSign,
  facts: SigningFacts,
): Promise<Judged> {
  const { signing, plan, chain, sharing, found, existing, elsewhere, payer, blockedBy } = facts;
  const [merchant, ...above] = chain;
  if (!signing || !plan || !merchant) {
    return refused({ code: "signing_not_found", signing_id: signingId });
  }
  if (!found) return refused({ code: "consumer_not_found" });
  const agreed = signing.state === "signed" || signing.state === "confirming";
  if (agreed && signing.consumerId === consumerId) return { type: "settled", signing };
  const at = merchantNow(merchant, deps.now());
  const ended = expiryOf(signing, at);
  if (ended) return refused(ended);

  if (blockedBy.some((kind) => kind !== "card")) return refused({ code: "payer_blocked" });
  if (existing) {
    const person = { ...payer, cards: [] };
    return { type: "signed_before", signing, existing, payer: person, at };
  }
  if (isChargingClosed(found.consumer)) return refused({ code: "charging_closed" });
  if (elsewhere) return refused({ code: "signing_in_progress", signing_id: elsewhere.signingId });
  if (plan.state !== "approved") {
    return refused({ code: "plan_not_approved", plan_id: plan.planId, state: plan.state });
  }
  const halted = notActive(merchant);
  if (halted) return refused(halted);
  const { consumer } = found;
  const channel = channelFor(merchant);
  const contracts = deps.channels[channel]?.contracts;
  if (!contracts || identity?.issuer !== channel) {
    return refused({ code: "contracts_not_available" });
  }
  const card = cardWith(await openCards(deps.vault, found), chosen?.token);
  if (!contracts.checksPerson) {
    if (!card) return refused({ code: "card_required" });
    if (plan.requiresCreditCard && card.type !== "credit") {
      return refused({ code: "credit_card_required" });
    }
  }
  if (blockedBy.length > 0) return refused({ code: "card_blocked" });
  const payees = payeesOf([merchant, ...above], sharing, plan);
  const labels = contracts.checksPerson ? appCardLabels : cardLabels(card);
  const terms = termsOf(plan, payees, labels, signing.replaces !== undefined);
  if (shown !== await digestOfTerms(lang, terms[lang])) return refused({ code: "terms_changed" });
  const who = { consumer, channel, channelUserId: identity.subject };
  const ready = { signing, plan, merchant, payees, ...who, contracts, card, terms, payer, at };
  return { type: "ready", ready };
}

function refused(refusal: MaySignRefusal): Judged {
  return { type: "refused", refusal };
}
