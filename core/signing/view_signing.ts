import {
  type Consumer,
  isChargingClosed,
  maskedIdNumber,
  maskedName,
  maskedPhone,
} from "../consumer/consumer.ts";
import { type BoundCard, cardWith } from "../channel/card.ts";
import { openCards, openIdentity } from "../consumer/seal_person.ts";
import type { SessionConsumer } from "../session/session.ts";
import type { Contract } from "../contract/contract.ts";
import { isEnding } from "../contract/validity.ts";
import type { Deps } from "../deps.ts";
import type { PasskeySignature } from "../factor/passkey_signature.ts";
import type { ConsumerId, ContractId, SigningId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Plan } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { businessDay, type Instant } from "../time.ts";
import { channelFor } from "../payment/channel_for.ts";
import { appCardLabels, checkedHere, isCheckedByChannel } from "./checked_here.ts";
import { cardLabels, type DisclosureLang } from "./disclosure.ts";
import { signatureOf } from "./signed_terms.ts";
import { checkoutPath, type Signing } from "./signing.ts";
import { digestOfTerms, payeesOf, type Terms, type TermsByLang, termsOf } from "./terms.ts";

export interface ViewSigning {
  readonly signingId: SigningId;
  /** The consumer's session token from the cookie, if there is one. */
  readonly session: string | undefined;
  /** The card chosen on the page; by default the first that the plan allows. */
  readonly cardToken?: string | undefined;
}

/** The viewer, as far as a page may show it. */
export interface SigningConsumer {
  readonly consumerId: ConsumerId;
  /** Each empty where the channel does not say. */
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly maskedIdNumber: string;
  /** Those the plan allows: with `requiresCreditCard` only credit cards. */
  readonly cards: readonly BoundCard[];
}

/**
 * The state of the signing for this viewer. `outside`: not opened from the app, so nothing can be signed here.
 * `elsewhere`: someone else agreed first. `plan_changed`: a newer version of the plan is in force. `not_available`: the
 * plan can no longer be signed, or not with this merchant. `blocked`: this person signs nothing. `charging_closed`: nor do
 * they themselves want to, or they have lost their phone.
 */
export type SigningStanding =
  | { readonly state: "outside" }
  /** `refusal`: why the channel refused the last attempt. */
  | { readonly state: "ready"; readonly refusal: string | undefined }
  /** Has already signed this plan: agreeing again returns the same contract. */
  | { readonly state: "already_signed"; readonly contractId: ContractId }
  | { readonly state: "no_card" }
  | { readonly state: "plan_changed" }
  | { readonly state: "not_available" }
  | { readonly state: "blocked" }
  | { readonly state: "charging_closed"; readonly phoneLost: boolean }
  | { readonly state: "confirming"; readonly mine: boolean }
  | {
    readonly state: "signed";
    readonly contractId: ContractId;
    readonly alreadySigned: boolean;
    readonly mine: boolean;
  }
  | { readonly state: "declined" }
  | { readonly state: "expired" };

/** The terms, and the digest of them that the form sends back. */
export interface Shown extends Terms {
  readonly digest: string;
}

/** Everything the sign page shows. */
export interface SigningView {
  readonly signing: Signing;
  /** The version that is signed; of its checks only those that this page makes. */
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly parent: Merchant | undefined;
  readonly consumer: SigningConsumer | undefined;
  /** The card the fourth line names. */
  readonly card: BoundCard | undefined;
  /** The contract in force between this consumer and this plan, or the one just created. */
  readonly contract: Contract | undefined;
  /** Who may charge that contract, or will. */
  readonly payee: Merchant;
  readonly shown: Readonly<Record<DisclosureLang, Shown>>;
  readonly standing: SigningStanding;
  /** With a passkey of the viewer's, over these terms: they may sign so, or have. */
  readonly signature: "none" | "offered" | "given";
  /** A phone code that was sent and still works. */
  readonly code: { readonly sentAt: Instant; readonly expiresAt: Instant } | undefined;
  /** Sign and pay: where the payment is, relative to this portal. */
  readonly checkoutPath: string | undefined;
  /** Changes whenever the page would show something else. */
  readonly mark: string;
}

export type SigningNotFound = { readonly code: "signing_not_found"; readonly signing_id: string };

/** Everything the sign page shows, in one round trip. */
export async function viewSigning(
  deps: Deps,
  { signingId, session, cardToken }: ViewSigning,
): Promise<Result<SigningView, SigningNotFound>> {
  const now = deps.now();
  const digest = session === undefined ? "" : await sha256(session);
  const [
    signing,
    planSigned,
    newerPlan,
    chain,
    sharing,
    entered,
    existing,
    made,
    code,
    blocked,
    bySignup,
    passkeys,
    signatures,
  ] = await deps.load(
    deps.signings.byId(signingId),
    deps.signings.planOf(signingId),
    deps.signings.newerPlanOf(signingId),
    deps.signings.merchantChain(signingId),
    deps.signings.sharing(signingId, now),
    deps.sessions.consumerIn(digest, now),
    deps.signings.contractOfSession(signingId, digest),
    deps.signings.contractMade(signingId),
    deps.signings.codeOfSession(signingId, digest, now),
    deps.blocks.findsSession(digest),
    deps.signings.sessionSharesSignup(signingId, digest),
    deps.consumerPasskeys.ofSession(digest),
    deps.passkeySignatures.of(signingId),
  );
  const [merchant, ...above] = chain;
  if (!signing || !planSigned || !merchant) {
    return rejected({ code: "signing_not_found", signing_id: signingId });
  }
  const byChannel = isCheckedByChannel(deps, merchant);
  const plan = checkedHere(planSigned, { byChannel, bySignup });
  // Somebody of another channel's app is nobody here.
  const present = entered?.identity?.issuer === channelFor(merchant) ? entered : undefined;
  const consumer = present ? await look(deps, plan, present) : undefined;
  const card = cardWith(consumer?.cards ?? [], cardToken) ?? consumer?.cards[0];
  const here = present?.consumer.consumerId;
  const bound = signing.state === "signed" ? made : here && existing;
  const own = bound && bound.contract.consumerId === here ? bound : undefined;
  const payees = payeesOf([merchant, ...above], sharing, plan);
  const labels = byChannel ? appCardLabels : cardLabels(card);
  const shown = await shownOf(termsOf(plan, payees, labels, signing.replaces !== undefined));
  const standing = standingOf(signing, {
    plan,
    active: merchant.state === "active",
    replaced: newerPlan !== undefined,
    present: here,
    blocked: here !== undefined && blocked,
    consumer: present?.consumer,
    existing: here && existing?.contract,
    hasCard: byChannel || card !== undefined,
    now: merchantNow(merchant, now),
  });
  const signed = here && await signatureOf(signatures, {
    consumerId: here,
    digests: [shown.zh.digest, shown.en.digest],
    now,
  });
  return ok({
    signing,
    plan,
    merchant,
    parent: above[0],
    consumer,
    card,
    contract: own?.contract,
    payee: own?.owner ?? merchant,
    shown,
    standing,
    signature: signed ? "given" : present && passkeys.length > 0 ? "offered" : "none",
    code: present ? code : undefined,
    checkoutPath: checkoutPath(signing),
    mark: markOf({ signing, standing, plan, code, shown, signed }),
  });
}

async function look(deps: Deps, plan: Plan, present: SessionConsumer): Promise<SigningConsumer> {
  const [person, cards] = await Promise.all([
    openIdentity(deps.vault, present.consumer),
    openCards(deps.vault, present),
  ]);
  return {
    consumerId: present.consumer.consumerId,
    maskedName: person.name && maskedName(person.name),
    maskedPhone: person.phone && maskedPhone(person.phone),
    maskedIdNumber: person.idNumber && maskedIdNumber(person.idNumber),
    cards: cards.filter(({ type }) => !plan.requiresCreditCard || type === "credit"),
  };
}

interface Judged {
  readonly plan: Plan;
  /** The merchant is. */
  readonly active: boolean;
  readonly replaced: boolean;
  readonly present: ConsumerId | undefined;
  /** They are on the block list. */
  readonly blocked: boolean;
  readonly consumer: Consumer | undefined;
  readonly existing: Contract | undefined;
  readonly hasCard: boolean;
  readonly now: Instant;
}

function standingOf(
  signing: Signing,
  { plan, active, replaced, present, blocked, consumer, existing, hasCard, now }: Judged,
): SigningStanding {
  const { state } = signing;
  switch (state) {
    case "confirming":
      return { state, mine: signing.consumerId === present };
    case "declined":
    case "expired":
      return { state };
    case "signed": {
      const { contractId, alreadySigned, consumerId } = signing;
      return { state, contractId, alreadySigned, mine: consumerId === present };
    }
    case "open":
      if (now >= signing.expiresAt) return { state: "expired" };
      if (blocked) return { state: "blocked" };
      if (existing && !isEnding(existing, businessDay(now))) {
        return { state: "already_signed", contractId: existing.contractId };
      }
      if (consumer && isChargingClosed(consumer)) {
        return { state: "charging_closed", phoneLost: consumer.phoneLostAt !== undefined };
      }
      if (!active) return { state: "not_available" };
      if (plan.state !== "approved") return { state: replaced ? "plan_changed" : "not_available" };
      if (present === undefined) return { state: "outside" };
      return hasCard ? { state: "ready", refusal: signing.refusal } : { state: "no_card" };
  }
}

async function shownOf({ zh, en }: TermsByLang): Promise<SigningView["shown"]> {
  return {
    zh: { ...zh, digest: await digestOfTerms("zh", zh) },
    en: { ...en, digest: await digestOfTerms("en", en) },
  };
}

const MARK_CHARS = 12;

function markOf(
  { signing, standing, plan, code, shown, signed }:
    & Pick<SigningView, "signing" | "standing" | "plan" | "code" | "shown">
    & { readonly signed: PasskeySignature | undefined },
): string {
  const terms = shown.zh.digest.slice(0, MARK_CHARS);
  const sent = `${code?.sentAt ?? ""}${signed ? "s" : ""}`;
  return [signing.version, standing.state, plan.eventVersion, sent, terms].join("-");
}
