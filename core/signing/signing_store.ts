import type { Consumer } from "../consumer/consumer.ts";
import type { Contract } from "../contract/contract.ts";
import type { OneTimeCode } from "../factor/one_time_code.ts";
import type { ConsumerId, ContractId, MerchantNo, OpenId, SigningId } from "../id.ts";
import type { Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Plan } from "../plan/plan.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Sharing } from "./terms.ts";
import type { ConfirmingSigning, Signing } from "./signing.ts";

/** A signing whose answer was lost, and how often it was queried. */
export interface AskedSigning {
  readonly signing: ConfirmingSigning;
  readonly asks: number;
}

/**
 * A contract with its owner: not always the signing's merchant, because another number of its app may have been
 * first.
 */
export interface OwnedContract {
  readonly contract: Contract;
  readonly owner: Merchant;
}

export type SigningFilters = Filters<"contract_code" | "plan_id" | "state">;
/** What a person finds signings by. */
export type SigningSearch = SigningFilters & Filters<"signing_id" | "user_id">;

/** Reads of signings; each is a query for `load`. */
export interface SigningStore {
  byId(signingId: SigningId): Query<Signing | undefined>;
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, signingId: SigningId): Query<Signing | undefined>;
  list(caller: Caller, page: Listing, filters: SigningFilters): Query<readonly Signing[]>;
  search(caller: Caller, page: Listing, filters: SigningSearch): Stretch<Signing>;
  /** The open one under the caller's contract code. */
  openByCode(caller: Caller, contractCode: string): Query<Signing | undefined>;
  /** A plan of the caller's app: the version in force, otherwise the latest. */
  planToSign(caller: Caller, planId: string): Query<Plan | undefined>;
  /** Of a signing: its plan version, its merchant, and that merchant with all above it up to the root. */
  planOf(signingId: SigningId): Query<Plan | undefined>;
  /** The version in force that has replaced it since. */
  newerPlanOf(signingId: SigningId): Query<Plan | undefined>;
  merchantOf(signingId: SigningId): Query<Merchant | undefined>;
  merchantChain(signingId: SigningId): Query<readonly Merchant[]>;
  /** Those below its merchant with which it shares its contracts today: those its text can name. */
  sharing(signingId: SigningId, now: Instant): Query<Sharing>;
  /** Not yet terminated, between the signing's plan and this consumer. */
  contractWith(signingId: SigningId, consumerId: ConsumerId): Query<Contract | undefined>;
  /** The same for this session's consumer. */
  contractOfSession(signingId: SigningId, tokenDigest: string): Query<OwnedContract | undefined>;
  /**
   * Whether the contract that it replaces was signed by this very person at a channel that shares its sign-ups with the
   * number's: they are the same account, or have the same ID number.
   */
  sharesSignup(signingId: SigningId, consumerId: ConsumerId): Query<boolean>;
  sessionSharesSignup(signingId: SigningId, tokenDigest: string): Query<boolean>;
  /** The consumer's open id in the signing's app, if they have one. */
  openIdOf(signingId: SigningId, consumerId: ConsumerId): Query<OpenId | undefined>;
  /** Who agreed, their open id in the signing's app, and the resulting contract. */
  signerOf(signingId: SigningId): Query<Consumer | undefined>;
  openIdOfSigner(signingId: SigningId): Query<OpenId | undefined>;
  contractMade(signingId: SigningId): Query<OwnedContract | undefined>;
  /** Another signing of the same plan that this consumer agreed to and the channel has not answered yet. */
  confirmingElsewhere(signingId: SigningId, consumerId: ConsumerId): Query<Signing | undefined>;
  /** All that are still good for this signing, of those sent to the phone that this consumer has now. */
  codes(
    signingId: SigningId,
    consumerId: ConsumerId,
    now: Instant,
  ): Query<readonly OneTimeCode[]>;
  /** The last of them that was sent, of this session's consumer. */
  codeOfSession(
    signingId: SigningId,
    tokenDigest: string,
    now: Instant,
  ): Query<OneTimeCode | undefined>;
  /** The one whose future contract has this id, until the channel has answered. */
  confirmingContract(contractId: ContractId): Query<Signing | undefined>;
  /** Open ones past `now`, of merchants on our clock, or of the one merchant given. */
  dueToExpire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Signing[]>;
  /** Those whose answer from the channel was lost. */
  dueToAsk(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly AskedSigning[]>;
  /** When it is queried next; no lock, because querying twice changes nothing. */
  askLater(signingId: SigningId, askAfter: Instant): Unit;
}
