import type { ChannelName } from "../channel/channel.ts";
import type { BookedPart } from "../fee/tariff.ts";
import type { MerchantNo } from "../id.ts";

/** Kinds of accounts that are one merchant number's own, and those that everybody touches (docs/books.md). */
export const ownedKinds = ["payable", "refunds", "settlements", "held"] as const;
export type OwnedKind = (typeof ownedKinds)[number];
type SharedKind =
  | "channel"
  | "bank"
  | "suspense"
  | "late"
  | "late_refunds"
  | "unclaimed"
  | "fees"
  | "in_transit"
  | "reserve"
  | "advances"
  | "network_advances"
  | BookedPart;

/** `payable:898210154110002`. */
export type OwnedAccount = `${OwnedKind}:${string}`;
/** `channel:unionpay`. */
export type SharedAccount = `${SharedKind}:${string}`;
export type Account = OwnedAccount | SharedAccount;

/** What a merchant number is owed. */
export function payable(merchantNo: MerchantNo): OwnedAccount {
  return `payable:${merchantNo}`;
}

/** What of it is on its way back to payers. */
export function refunding(merchantNo: MerchantNo): OwnedAccount {
  return `refunds:${merchantNo}`;
}

/** What of it a settlement has taken, and no bank has confirmed yet. */
export function settling(merchantNo: MerchantNo): OwnedAccount {
  return `settlements:${merchantNo}`;
}

/** What of it is held back. */
export function heldBack(merchantNo: MerchantNo): OwnedAccount {
  return `held:${merchantNo}`;
}

/** What a channel has cleared, and has not paid us yet. */
export function inTransit(channel: ChannelName): SharedAccount {
  return `in_transit:${channel}`;
}

/** The money that is ours to pay out: 备付金. */
export const reserve: SharedAccount = "reserve:institution";

/** What a channel owes us. */
export function owedBy(channel: ChannelName): SharedAccount {
  return `channel:${channel}`;
}

/** What a payment is booked out of: what came by bank transfer has waited in suspense. */
export function paidOutOf(channel: ChannelName): SharedAccount {
  return channel === "bank_transfer" ? suspense : owedBy(channel);
}

/** What a refund is booked out of. */
export function givenBackBy(channel: ChannelName): SharedAccount {
  return channel === "bank_transfer" ? bank : owedBy(channel);
}

/** The account of ours that companies transfer to. */
export const bank: SharedAccount = "bank:bank_transfer";

/** What came in there, and neither pays an order nor was sent back. */
export const suspense: SharedAccount = "suspense:bank_transfer";

/** Money that settled nothing, and is nobody's but its payer's. */
export function late(channel: ChannelName): SharedAccount {
  return `late:${channel}`;
}

/** What of it is on its way back. */
export function returning(channel: ChannelName): SharedAccount {
  return `late_refunds:${channel}`;
}

/** Fees on their way from merchant numbers to whoever gets a part of them: always empty after a write. */
export function feesAt(channel: ChannelName): SharedAccount {
  return `fees:${channel}`;
}

/** What of the fees is one party's. */
export function partOf(part: BookedPart, channel: ChannelName): SharedAccount {
  return `${part}:${channel}`;
}

/** What payers owe the network for charges that it advanced; it is no money of ours. */
export function advancesAt(channel: ChannelName): SharedAccount {
  return `advances:${channel}`;
}

/** What the network has advanced, and has not back. */
export function advancedBy(channel: ChannelName): SharedAccount {
  return `network_advances:${channel}`;
}

/** What of refunds reached nobody, and is still its payer's. */
export function unclaimed(channel: ChannelName): SharedAccount {
  return `unclaimed:${channel}`;
}
