import type { ChannelOrderNo, ContractId, MerchantNo, SigningId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
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
  readonly title: string;
  readonly channelUserId: string;
  readonly cardToken: string;
  readonly perTransactionLimit: Money;
  readonly perDayLimit: Money;
  readonly noticeUrl: string;
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

/** The contract side of a channel, as pairs of pure functions like the rest of it. */
export interface ContractChannel {
  /** A link that opens this page of ours inside the channel's app; absent when it has no app, or no such link. */
  appUrl?(page: string): string;
  /** Who is using the app: exchanges the one-time code the app gave our page. */
  identify(code: string): Promise<HttpRequest>;
  readIdentity(response: HttpResponse): Promise<IdentityOutcome>;
  sign(command: SignAtChannel): Promise<HttpRequest>;
  readSign(response: HttpResponse): Promise<SignOutcome>;
  /** Queries a signing whose answer was lost. */
  querySign(contractId: ContractId): Promise<HttpRequest>;
  unsign(command: UnsignAtChannel): Promise<HttpRequest>;
  readUnsign(response: HttpResponse): Promise<UnsignOutcome>;
  queryUnsign(command: UnsignAtChannel): Promise<HttpRequest>;
  deduct(command: DeductAtChannel): Promise<HttpRequest>;
  readDeduct(response: HttpResponse): Promise<PaymentOutcome>;
  queryDeduction(command: Pick<DeductAtChannel, "channelOrderNo" | "sentAt">): Promise<HttpRequest>;
}
