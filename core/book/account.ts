import type { ChannelName } from "../channel/channel.ts";
import type { MerchantNo } from "../id.ts";

/**
 * Every kind of account (docs/books.md), and on which side its balance stands. What is `owned` is one merchant number's,
 * and its entries keep the balance; the others are everybody's.
 */
export const accountKinds = {
  payable: { stands: "credit", owned: true },
  refunds: { stands: "credit", owned: true },
  channel: { stands: "debit", owned: false },
  late: { stands: "credit", owned: false },
  late_refunds: { stands: "credit", owned: false },
} as const;

export type AccountKind = keyof typeof accountKinds;
export type OwnedKind = {
  [K in AccountKind]: (typeof accountKinds)[K]["owned"] extends true ? K : never;
}[AccountKind];

/** `payable:898210154110002`, `channel:unionpay`. */
export type Account = `${AccountKind}:${string}`;

/** Stands for the number to whose account the money went that is given back. */
export const PAYEE = "?";

/** What a merchant number is owed. */
export function payable(merchantNo: MerchantNo | typeof PAYEE): Account {
  return `payable:${merchantNo}`;
}

/** What of it is on its way back to payers. */
export function refunding(merchantNo: MerchantNo | typeof PAYEE): Account {
  return `refunds:${merchantNo}`;
}

/** What a channel owes us. */
export function owedBy(channel: ChannelName): Account {
  return `channel:${channel}`;
}

/** Money that settled nothing, and is nobody's but its payer's. */
export function late(channel: ChannelName): Account {
  return `late:${channel}`;
}

/** What of it is on its way back. */
export function returning(channel: ChannelName): Account {
  return `late_refunds:${channel}`;
}
