import type { WalletChannel } from "../channel/channel.ts";
import type { CalendarDay } from "../calendar/calendar_day.ts";
import type { AdvanceWay } from "../deduction/network_advance.ts";
import type { SettlingWay } from "../difference/difference.ts";
import type {
  BankLineId,
  BlockId,
  DeductionId,
  DifferenceId,
  DisputeId,
  HoldId,
  MerchantNo,
  OrderId,
  PayoutId,
  ProposalId,
  RefundId,
  SettlementId,
  StaffId,
} from "../id.ts";
import type { Machine } from "../machine.ts";
import type { KeyToRegister } from "../merchant/key_to_register.ts";
import type { SignatureAlg } from "../merchant/merchant_key.ts";
import type { Permission } from "../permission/permission.ts";
import type { Role } from "../permission/role.ts";
import type { ReceiptSource } from "../receipt/receipt.ts";
import type { MaskedAccount } from "../settlement/settlement_account.ts";
import type { AgreedSharing } from "../sharing/sharing_agreement.ts";
import type { Place } from "../staff/staff_store.ts";
import { type BusinessDay, days, type Duration, type Instant } from "../time.ts";
import type { Finding, UnclearId } from "../unclear/finding.ts";

export type ProposalState = "waiting" | "confirmed" | "withdrawn";
export type ProposalSignal = "confirmed" | "withdrawn";

/** A dangerous act between two people; one that nobody confirms in time stays as it was proposed and does nothing. */
export const proposalMachine: Machine<ProposalState, ProposalSignal> = {
  waiting: { confirmed: "confirmed", withdrawn: "withdrawn" },
  confirmed: {},
  withdrawn: {},
};

export const PROPOSAL_LIFE: Duration = days(7);
/** Open ones that wait in one place. */
export const PROPOSALS_MAX = 200;
/** On one page of the list. */
export const PROPOSALS_PAGE = 100;

/** What one person proposes and another confirms. A new kind is a member here and a case in perform_act.ts. */
export type ProposedAct =
  | StaffAct
  | MerchantAct
  | RegisterKeyAct
  | SettleAct
  | LiftAct
  | SettleDifferenceAct
  | EndAdvanceAct
  | SettlementAct
  | RefundDisputeAct
  | StrandedRefundAct
  | MoneyAct;

/** About somebody who works in a place. */
export type StaffAct =
  | { readonly kind: "change_role"; readonly staffId: StaffId; readonly role: Role }
  | { readonly kind: "remove_staff"; readonly staffId: StaffId }
  | { readonly kind: "invite_again"; readonly staffId: StaffId };

/** About a merchant number that is not closed. */
export type MerchantAct =
  /** The account itself is sealed next to it. */
  | { readonly kind: "set_account"; readonly masked: MaskedAccount }
  | { readonly kind: "add_key"; readonly alg: SignatureAlg; readonly jwk: string }
  | { readonly kind: "share"; readonly agreed: AgreedSharing }
  | { readonly kind: "close"; readonly reason: string };

/** A key of a live number, registered by its own people while others go on signing. */
export interface RegisterKeyAct extends KeyToRegister {
  readonly kind: "register_key";
}

/** About what no channel answered for, with where anybody can check the finding. */
export interface SettleAct {
  readonly kind: "settle";
  readonly of: UnclearId;
  readonly finding: Finding;
  readonly evidence: string;
}

/** About what is on the block list. */
export interface LiftAct {
  readonly kind: "lift_block";
  readonly of: BlockId;
  readonly masked: string;
  readonly reason: string;
}

/** About what a channel's file and we do not agree on. */
export interface SettleDifferenceAct {
  readonly kind: "settle_difference";
  readonly of: DifferenceId;
  readonly way: SettlingWay;
  readonly why: string;
  /** Which finding was seen, and what was left between the two, in fen. */
  readonly finding: number;
  readonly left: number;
}

/** About what a network advanced, of whose end the channel says nothing. */
export interface EndAdvanceAct {
  readonly kind: "end_advance";
  readonly of: DeductionId;
  /** All of it, in fen. */
  readonly fen: number;
  readonly way: AdvanceWay;
  /** The bank's number, where it was repaid. */
  readonly reference?: string;
  readonly why: string;
}

/** About what is settled to merchants. */
export type SettlementAct =
  | PayOutAct
  | PaidOutAct
  | ReturnPayoutAct
  | PlaceHoldAct
  | ReleaseHoldAct
  | RecordReceiptAct
  | AgreeTermsAct
  | SetCalendarAct;

/** Gives these batches, and refunds that reached nobody, to the bank; the proposal is the run. */
export interface PayOutAct {
  readonly kind: "pay_out";
  readonly batches: readonly { readonly of: SettlementId | RefundId; readonly fen: number }[];
  readonly total: number;
}

/** The bank has paid so many of a run, with what sum. */
export interface PaidOutAct {
  readonly kind: "paid_out";
  readonly of: ProposalId;
  readonly count: number;
  readonly fen: number;
  readonly paidOn: BusinessDay;
  readonly reference: string;
}

/** The bank has given a payout back. */
export interface ReturnPayoutAct {
  readonly kind: "return_payout";
  readonly of: PayoutId;
  readonly fen: number;
  readonly reason: string;
  /** The bank's number of what came back, where it has one. */
  readonly reference?: string;
}

/** Holds back so much of a number's money, in fen; null = all of it. */
export interface PlaceHoldAct {
  readonly kind: "place_hold";
  readonly merchant: MerchantNo;
  readonly fen: number | null;
  readonly reason: string;
}

export interface ReleaseHoldAct {
  readonly kind: "release_hold";
  readonly of: HoldId;
  readonly reason: string;
}

/** Money that came to our reserve. */
export interface RecordReceiptAct {
  readonly kind: "record_receipt";
  readonly merchant: MerchantNo;
  readonly source: ReceiptSource;
  readonly day: BusinessDay;
  readonly fen: number;
  readonly reference: string;
  /** The wallet app that paid it; undefined: what the number trades through. */
  readonly channel?: WalletChannel;
  /** Which clearing day it is for, where that has to be said. */
  readonly clearingDay?: BusinessDay;
  /** Or which days of which numbers, as they were seen, where one sum is for several. */
  readonly parts?: readonly {
    readonly merchant: MerchantNo;
    readonly day: BusinessDay;
    readonly fen: number;
  }[];
}

/** What is agreed with a number about its settlement, for what is cleared from a day on; the overdraft in fen. */
export interface AgreeTermsAct {
  readonly kind: "agree_terms";
  readonly merchant: MerchantNo;
  readonly from: BusinessDay;
  readonly delay: number;
  readonly accountOf: MerchantNo;
  readonly overdraft: number;
}

/** All days of a year that are not what their weekday says, in place of those of that version. */
export interface SetCalendarAct {
  readonly kind: "set_calendar";
  readonly year: number;
  readonly version: number;
  readonly days: readonly CalendarDay[];
}

/** The institution decides a dispute for its payer; `amount` in fen, at most. */
export interface RefundDisputeAct {
  readonly kind: "refund_dispute";
  readonly of: DisputeId;
  readonly version: number;
  readonly amount: number;
  readonly why: string;
}

/** About a refund that reached nobody, as it was seen; `amount` in fen. */
export type StrandedRefundAct =
  /** To another account of its payer's, which is sealed next to it. */
  | {
    readonly kind: "pay_out_refund";
    readonly of: RefundId;
    readonly version: number;
    readonly amount: number;
    readonly masked: MaskedAccount;
    readonly why: string;
  }
  | {
    readonly kind: "resend_refund";
    readonly of: RefundId;
    readonly version: number;
    readonly amount: number;
    readonly why: string;
  };

/** About money that came in by bank transfer, as it was seen; `amount` in fen. */
export type MoneyAct =
  | {
    readonly kind: "allocate_transfer";
    readonly lines: readonly { readonly lineId: BankLineId; readonly version: number }[];
    readonly orders: readonly OrderId[];
    readonly amount: number;
  }
  | {
    readonly kind: "return_transfer";
    readonly of: BankLineId;
    readonly version: number;
    readonly amount: number;
    readonly reference: string;
  };

/** What whoever proposes or confirms an act must be permitted. */
export const permissionFor: Readonly<Record<ProposedAct["kind"], Permission>> = {
  change_role: "staff:write",
  remove_staff: "staff:write",
  invite_again: "staff:write",
  set_account: "settlement_account:write",
  add_key: "keys:write",
  register_key: "keys:write",
  share: "sharing:write",
  close: "merchants:write",
  settle: "unclear_money:write",
  lift_block: "blocks:write",
  settle_difference: "reconciliation:write",
  end_advance: "reconciliation:write",
  pay_out: "settlements:write",
  paid_out: "settlements:write",
  return_payout: "settlements:write",
  place_hold: "settlements:write",
  release_hold: "settlements:write",
  record_receipt: "settlements:write",
  agree_terms: "settlements:write",
  set_calendar: "settlements:write",
  refund_dispute: "disputes:write",
  pay_out_refund: "bank_lines:write",
  resend_refund: "bank_lines:write",
  allocate_transfer: "bank_lines:write",
  return_transfer: "bank_lines:write",
};

/** Whose people decide: those of the place it is about, or only the institution's. */
const deciding: Readonly<Record<ProposedAct["kind"], "place" | "institution">> = {
  change_role: "place",
  remove_staff: "place",
  invite_again: "place",
  set_account: "place",
  add_key: "place",
  register_key: "place",
  share: "institution",
  close: "institution",
  settle: "institution",
  lift_block: "institution",
  settle_difference: "institution",
  end_advance: "institution",
  pay_out: "institution",
  paid_out: "institution",
  return_payout: "institution",
  place_hold: "institution",
  release_hold: "institution",
  record_receipt: "institution",
  agree_terms: "institution",
  set_calendar: "institution",
  refund_dispute: "institution",
  pay_out_refund: "institution",
  resend_refund: "institution",
  allocate_transfer: "institution",
  return_transfer: "institution",
};

export type Proposal = ProposalFacts & ProposalStanding;

interface ProposalFacts {
  readonly proposalId: ProposalId;
  /** Which merchant number it is about; undefined = the institution. */
  readonly merchantNo: MerchantNo | undefined;
  readonly act: ProposedAct;
  /** What the act masks, until it is decided. */
  readonly sealed: string | undefined;
  /** SHA-256 of the act as canonical JSON: what is confirmed is what was shown. */
  readonly digest: string;
  readonly proposedBy: StaffId;
  readonly proposedAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}

export type ProposalStanding =
  | { readonly state: "waiting" }
  | {
    readonly state: "confirmed" | "withdrawn";
    readonly decidedBy: StaffId;
    readonly decidedAt: Instant;
  };

/** Decided one version later; one that was decided before stays as it is. */
export function decided(
  proposal: Proposal,
  signal: ProposalSignal,
  { decidedBy, decidedAt }: { readonly decidedBy: StaffId; readonly decidedAt: Instant },
): Proposal {
  const state = proposalMachine[proposal.state][signal];
  if (!state || state === "waiting") return proposal;
  const version = proposal.version + 1;
  return { ...proposal, sealed: undefined, version, state, decidedBy, decidedAt };
}

export function isOpen(proposal: Proposal, now: Instant): boolean {
  return proposal.state === "waiting" && now < proposal.expiresAt;
}

export interface ProposalsTooMany {
  readonly code: "proposals_too_many";
  readonly max: number;
}

/** In whose list it waits. */
export function placeOf({ act, merchantNo }: Pick<Proposal, "act" | "merchantNo">): Place {
  return deciding[act.kind] === "place" ? merchantNo : undefined;
}

/** Where what a proposal seals is stored: it opens nowhere else. */
export const proposalContext = (proposalId: string) => `proposals.sealed.${proposalId}`;
