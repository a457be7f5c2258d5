import type { ChannelOrderNo, ContractId, MerchantNo, PlanId, SigningId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import type { AskChannel } from "./ask_channel.ts";
import type { ChannelPerson } from "./channel_person.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { PaymentOutcome } from "./outcome.ts";

export type IdentityOutcome =
  | { readonly type: "known"; readonly person: ChannelPerson }
  | { readonly type: "refused" }
  | { readonly type: "unclear" };

export type SignOutcome =
  | { readonly type: "signed"; readonly channelContractNo: string }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "unclear" };

/** `refused` and `unclear` both leave the contract `terminating`: the channel is asked again. */
export type UnsignOutcome =
  | { readonly type: "terminated" }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "unclear" };

export interface SignAtChannel {
  readonly signingId: SigningId;
  /** Our id for the future contract: signing again with the same id returns the same channel contract. */
  readonly contractId: ContractId;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly title: string;
  readonly channelUserId: string;
  readonly cardToken: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  readonly noticeUrl: string;
}

/** A plan as a number's consumers would sign it. */
export interface PlanAtChannel {
  readonly merchantNo: MerchantNo;
  readonly planId: PlanId;
  readonly planVersion: number;
}

export type PlanRefusal = "contracts_not_available" | "plan_not_at_channel";

/** A page of ours that opens inside the channel's app, by way of the channel's own sign page. */
export interface EnterAtChannel extends PlanAtChannel {
  /** Absolute; the app comes back to it with its one-time code. */
  readonly returnUrl: string;
  /** Letters and digits; comes back unchanged. */
  readonly state: string;
}

/** A signing whose answer was lost. */
export interface AskSignAtChannel {
  readonly contractId: ContractId;
  readonly agreedAt: Instant;
  readonly at: Instant;
}

export interface UnsignAtChannel {
  readonly contractId: ContractId;
  readonly channelContractNo: string;
}

export interface DeductAtChannel {
  readonly channelOrderNo: ChannelOrderNo;
  readonly channelContractNo: string;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly amount: Money;
  readonly subject: string;
  readonly sentAt: Instant;
  readonly noticeUrl: string;
}

/**
 * The contract side of a channel, as pairs of functions like the rest of it. A request is undefined where it cannot be
 * made now: nothing was sent, which tells nothing.
 */
export interface ContractChannel {
  /** Where the app's one-time code is in the URL of a page of ours. */
  readonly codeParameter: "app_code" | "code";
  /** The channel's own page has checked what the plan asks of a person, and charges the cards kept in its app. */
  readonly checksPerson: boolean;
  /** A link that opens this page of ours inside the channel's app; absent when it has no app, or no such link. */
  appUrl?(page: string, merchantNo: MerchantNo | undefined): Promise<string | undefined>;
  /** Why nobody can sign this plan there: no app, or no template of it. Absent where every plan can be. */
  refusalOf?(command: PlanAtChannel): Promise<PlanRefusal | undefined>;
  /** Where somebody inside the app goes on to, and comes back from with a code; absent where the app brings one. */
  enterUrl?(command: EnterAtChannel): Promise<string | undefined>;
  /** Who is using the app: exchanges the one-time code the app gave a page of this number's. */
  identify(code: string, merchantNo: MerchantNo | undefined): Promise<HttpRequest | undefined>;
  readIdentity(
    response: HttpResponse,
    merchantNo: MerchantNo | undefined,
  ): Promise<IdentityOutcome>;
  sign(command: SignAtChannel): Promise<HttpRequest | undefined>;
  readSign(response: HttpResponse, contractId: ContractId): Promise<SignOutcome>;
  /** Queries a signing whose answer was lost. */
  querySign(command: AskSignAtChannel): Promise<HttpRequest | undefined>;
  readQuerySign(response: HttpResponse, command: AskSignAtChannel): Promise<SignOutcome>;
  unsign(command: UnsignAtChannel): Promise<HttpRequest | undefined>;
  readUnsign(response: HttpResponse): Promise<UnsignOutcome>;
  queryUnsign(command: UnsignAtChannel): Promise<HttpRequest | undefined>;
  readQueryUnsign(response: HttpResponse, command: UnsignAtChannel): Promise<UnsignOutcome>;
  deduct(command: DeductAtChannel): Promise<HttpRequest>;
  readDeduct(response: HttpResponse, command: AskChannel): Promise<PaymentOutcome>;
  queryDeduction(command: AskChannel): Promise<HttpRequest>;
  readQueryDeduction(response: HttpResponse, command: AskChannel): Promise<PaymentOutcome>;
}
