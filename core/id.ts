import { encodeTime } from "ulid";
import type { Instant } from "./time.ts";

/** Prefixes of our own ids: each names its noun. */
export const idPrefixes = [
  "key",
  "ord",
  "pay",
  "rfd",
  "evt",
  "whe",
  "dlv",
  "app",
  "ent",
  "apl",
  "apa",
  "sac",
  "agr",
  "pln",
  "sgn",
  "ctr",
  "ded",
  "arr",
  "con",
  "dnt",
  "lnk",
  "cod",
  "scr",
  "shf",
  "stf",
  "pky",
  "ses",
  "aud",
  "prp",
  "blk",
  "cmp",
  "rdl",
  "att",
  "bke",
  "sfl",
  "dif",
  "stm",
  "dsp",
  "cbk",
  "clm",
  "qtd",
  "fag",
  "bnd",
  "chd",
  "crd",
  "cdv",
  "dcd",
  "stt",
  "stl",
  "pyo",
  "hld",
  "rcp",
  "bfl",
  "bln",
  "rec",
  "req",
  "sig",
] as const;
export type IdPrefix = (typeof idPrefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

export type OrderId = Id<"ord">;
export type PaymentId = Id<"pay">;
export type RefundId = Id<"rfd">;
export type EventId = Id<"evt">;
export type EndpointId = Id<"whe">;
export type DeliveryId = Id<"dlv">;
export type AppId = Id<"app">;
export type EnterpriseId = Id<"ent">;
export type ApplicationId = Id<"apl">;
export type AppApplicationId = Id<"apa">;
export type SettlementAccountId = Id<"sac">;
export type AgreementId = Id<"agr">;
export type PlanId = Id<"pln">;
export type BindingId = Id<"bnd">;
/** Of whoever a channel keeps cards for. */
export type CardholderId = Id<"chd">;
export type CardId = Id<"crd">;
/** Of a phone or watch that holds device cards. */
export type CardDeviceId = Id<"cdv">;
export type DeviceCardId = Id<"dcd">;
export type SigningId = Id<"sgn">;
export type ContractId = Id<"ctr">;
export type DeductionId = Id<"ded">;
/** Of a charge that failed for want of money and is owed. */
export type ArrearId = Id<"arr">;
export type DeductionNoticeId = Id<"dnt">;
export type LinkId = Id<"lnk">;
export type CodeId = Id<"cod">;
export type ScreenId = Id<"scr">;
/** A shift at a till. */
export type ShiftId = Id<"shf">;
/** Of an act that changes nothing: a look, a restore. */
export type AuditId = Id<"aud">;
export type ConsumerId = Id<"con">;
export type StaffId = Id<"stf">;
export type PasskeyId = Id<"pky">;
export type SessionId = Id<"ses">;
/** Of a range that is sent again. */
export type RedeliveryId = Id<"rdl">;
/** Numbered in the order in which they were recorded. */
export type AttemptId = Id<"att">;
/** An entry of an account in the books: its place there. */
export type BookEntryId = Id<"bke">;
export type ProposalId = Id<"prp">;
export type BlockId = Id<"blk">;
export type ComplaintId = Id<"cmp">;
export type StatementFileId = Id<"sfl">;
/** Of what we tell a merchant number of a day. */
export type StatementId = Id<"stm">;
/** Of a difference between a channel's file and what happened here. */
export type DifferenceId = Id<"dif">;
export type DisputeId = Id<"dsp">;
/** Of what a channel took back in a dispute, or gave again. */
/** What a channel has to give again because it took it twice. */
export type ClaimId = Id<"clm">;
export type ChargebackId = Id<"cbk">;
/** Of a day on which nothing was cleared. */
export type QuietDayId = Id<"qtd">;
export type FeeAgreementId = Id<"fag">;
/** Of what was agreed about a number's settlement. */
export type TermsId = Id<"stt">;
/** Of a batch that settles a clearing day. */
export type SettlementId = Id<"stl">;
export type PayoutId = Id<"pyo">;
export type HoldId = Id<"hld">;
/** Of money that came to our reserve. */
export type ReceiptId = Id<"rcp">;
/** Of what a consumer has signed with a passkey. */
export type SignatureId = Id<"sig">;
export type BankFileId = Id<"bfl">;
export type BankLineId = Id<"bln">;
/** One per consumer and app (pairwise): it can't be correlated across apps. */
export type OpenId = string & { readonly openId: true };
/** Id of a merchant's or the portal's public key. */
export type Kid = string;
/** 15 alphanumerics (商户号). */
export type MerchantNo = string & { readonly merchantNo: true };
/** What we number towards a channel: the bare ULID, because UnionPay's orderId forbids `_` and `-`. */
export type ChannelOrderNo = string & { readonly channelOrderNo: true };

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** `text` as an id with `prefix`, or undefined when it is malformed. */
export function parseId<P extends IdPrefix>(prefix: P, text: string): Id<P> | undefined {
  if (!text.startsWith(`${prefix}_`)) return undefined;
  return ULID.test(text.slice(prefix.length + 1)) ? (text as Id<P>) : undefined;
}

/** Every id made then or later is at or after this one. */
export function firstIdAt<P extends IdPrefix>(prefix: P, at: Instant): Id<P> {
  return `${prefix}_${encodeTime(Math.max(0, at))}`;
}

export function isMerchantNo(text: string): text is MerchantNo {
  return /^[0-9A-Za-z]{15}$/.test(text);
}

export function merchantNo(text: string): MerchantNo {
  if (!isMerchantNo(text)) {
    throw new RangeError(`Cannot read merchant number: expected 15 alphanumerics, got "${text}"`);
  }
  return text;
}

/** The bare ULID of the id of what is sent. */
export function channelOrderNo(
  id: PaymentId | RefundId | DeductionId | BindingId,
): ChannelOrderNo {
  return id.slice(4) as ChannelOrderNo;
}
