/** Prefixes of our own ids: each names its noun. */
export const idPrefixes = [
  "key",
  "ord",
  "pay",
  "rfd",
  "evt",
  "whe",
  "dlv",
  "skt",
  "app",
  "req",
] as const;
export type IdPrefix = (typeof idPrefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

export type OrderId = Id<"ord">;
export type PaymentId = Id<"pay">;
export type RefundId = Id<"rfd">;
export type EventId = Id<"evt">;
export type EndpointId = Id<"whe">;
export type DeliveryId = Id<"dlv">;
/** Id of a merchant's or the portal's public key. */
export type Kid = string;
/** 15 alphanumerics (商户号). */
export type MerchantNo = string & { readonly merchantNo: true };
/** What we number towards a channel: the bare ULID, because UnionPay's orderId forbids `_` and `-`. */
export type ChannelOrderNo = string & { readonly channelOrderNo: true };

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** `text` as an id with `prefix`, or undefined when it has another shape. */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | undefined {
  if (!text.startsWith(`${prefix}_`)) return undefined;
  return ULID.test(text.slice(prefix.length + 1)) ? (text as Id<P>) : undefined;
}

export function merchantNo(text: string): MerchantNo {
  if (!/^[0-9A-Za-z]{15}$/.test(text)) {
    throw new RangeError(`Cannot read merchant number: expected 15 alphanumerics, got "${text}"`);
  }
  return text as MerchantNo;
}

/** The bare ULID of a payment or refund id. */
export function channelOrderNo(id: PaymentId | RefundId): ChannelOrderNo {
  return id.slice(4) as ChannelOrderNo;
}
