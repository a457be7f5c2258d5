import type { ChannelOrderNo, MerchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import type { Duration, Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import type { BankEntry } from "./bank_entry.ts";
import type { BankNotice, NoticeOutcome } from "./bank_notice.ts";
import type { BankPayment } from "./bank_payment.ts";
import type { BankRefund } from "./bank_refund.ts";
import type { BankDeviceCardStore } from "./bank_device_card.ts";
import type { AppCodeStore, BankContractStore, InboxStore } from "./bank_contract_store.ts";

/** A payment as it is after an entry, and what the bank will tell of it. */
export interface KeptStep {
  readonly entry: BankEntry;
  readonly payment: BankPayment;
  readonly notices: readonly BankNotice[];
}

export interface LoggedLine {
  readonly at: Instant;
  readonly what: string;
  readonly payee: string;
  /** Absent for entries that are not about money. */
  readonly amountFen: number | undefined;
}

/** The simulated bank's rows: queries for `load`, units for `write`. Never part of the portal's own state. */
export interface BankStore {
  readonly contracts: BankContractStore;
  readonly deviceCards: BankDeviceCardStore;
  readonly appCodes: AppCodeStore;
  readonly inbox: InboxStore;

  byNo(no: ChannelOrderNo): Query<BankPayment | undefined>;
  byToken(token: string): Query<BankPayment | undefined>;
  byTxnNo(txnNo: string): Query<BankPayment | undefined>;
  /** What the wallet can pay, newest first; the cashier's requests are reachable only by their link. */
  waiting(max: number): Query<readonly BankPayment[]>;
  /** Recent events at the bank, newest first. */
  log(max: number): Query<readonly LoggedLine[]>;
  /** Payments held back, oldest first, past the one given. */
  held(max: number, past: ChannelOrderNo | undefined): Query<readonly BankPayment[]>;
  /** How far a merchant's test clock is ahead of the bank's, as the bank was told. */
  clockOf(merchantNo: MerchantNo): Query<Duration>;
  refundByNo(no: ChannelOrderNo): Query<BankRefund | undefined>;
  dueNotices(now: Instant, max: number): Query<readonly BankNotice[]>;

  /** Refused with `sandbox_log…` when another entry took the same version. */
  keep(steps: readonly KeptStep[]): Unit;
  /** Refused with `sandbox_refund_within_paid` when less than that is left of what was paid. */
  keepRefund(entry: BankEntry, refund: BankRefund, notices: readonly BankNotice[]): Unit;
  /** Queried before it arrived: from now on it is refused. */
  neverArrived(entry: BankEntry): Unit;
  /** Takes those notices that nobody else is sending; the last statement's rows are the ids that were taken. */
  claim(noticeIds: readonly string[], lease: string, now: Instant, until: Instant): Unit;
  /** From now on this merchant's clock is ahead by so much. */
  keepClock(merchantNo: MerchantNo, ahead: Duration): Unit;
  /** Writes what became of sent notices, where the lease is still ours. */
  sent(outcomes: readonly NoticeOutcome[], lease: string): Unit;
}
