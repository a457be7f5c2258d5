import type { BoundCard } from "../consumer/consumer.ts";
import type { Deps } from "../deps.ts";
import type { ContractId, SigningId } from "../id.ts";
import type { Contract } from "../contract/contract.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Plan } from "../plan/plan.ts";
import { rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Disclosure, DisclosureLang } from "./disclosure.ts";
import type { Signing } from "./signing.ts";

export interface ViewSigning {
  readonly signingId: SigningId;
  /** The consumer's session token out of the cookie, when there is one. */
  readonly session: string | undefined;
  /** The card chosen on the page; the first that the plan allows when left out. */
  readonly cardToken?: string | undefined;
}

/** Who is looking, as far as a page may show it. */
export interface SigningConsumer {
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly maskedIdNumber: string;
  /** Those the plan allows: with `requiresCreditCard` only credit cards. */
  readonly cards: readonly BoundCard[];
}

/**
 * Where the signing stands for who is looking. `outside`: nobody entered from the app, so nothing can be signed here.
 * `elsewhere`: somebody else agreed first. `not_available`: the plan may no longer be signed.
 */
export type SigningStanding =
  | { readonly state: "outside" }
  | { readonly state: "ready" }
  /** Has signed this plan before: agreeing again gives the same contract. */
  | { readonly state: "already_signed"; readonly contractId: ContractId }
  | { readonly state: "no_card" }
  | { readonly state: "not_available" }
  | { readonly state: "confirming"; readonly mine: boolean }
  | { readonly state: "signed"; readonly contractId: ContractId; readonly mine: boolean }
  | { readonly state: "declined" }
  | { readonly state: "expired" };

/** Everything the sign page shows. */
export interface SigningView {
  readonly signing: Signing;
  /** The version that is signed. */
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly parent: Merchant | undefined;
  readonly consumer: SigningConsumer | undefined;
  /** The card the fourth line names. */
  readonly card: BoundCard | undefined;
  /** The contract in force between this consumer and this plan, or the one just made. */
  readonly contract: Contract | undefined;
  readonly lines: Readonly<Record<DisclosureLang, Disclosure>>;
  readonly standing: SigningStanding;
  /** A phone code that was sent and still works. */
  readonly code: { readonly sentAt: Instant; readonly expiresAt: Instant } | undefined;
  /** Sign and pay: where the payment is, relative to this portal. */
  readonly checkoutPath: string | undefined;
  /** Changes whenever the page would show something else. */
  readonly mark: string;
}

export type SigningNotFound = { readonly code: "signing_not_found"; readonly signing_id: string };

/** Everything the sign page shows, in one round trip. */
export function viewSigning(
  _deps: Deps,
  { signingId }: ViewSigning,
): Promise<Result<SigningView, SigningNotFound>> {
  return Promise.resolve(rejected({ code: "signing_not_found", signing_id: signingId }));
}
