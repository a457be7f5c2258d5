import type { ContractId, DeductionId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { AnnouncedCharge } from "./charge.ts";
import type { ChargeNotice } from "./charge_notice.ts";
import type { DeductionNotice, SameNotice, SentNotice } from "./deduction_notice.ts";

/** Reads and units for messages to consumers before and after charges. `now` is our clock. */
export interface NoticeStore {
  /** The caller's unused messages on a contract that cover this amount, the nearest first. */
  unusedNotices(
    caller: Caller,
    given: { readonly contractId: ContractId; readonly amount: Money; readonly now: Instant },
  ): Query<readonly SentNotice[]>;
  /** The caller's latest unused message with exactly this content. */
  sameNotice(caller: Caller, facts: SameNotice): Query<DeductionNotice | undefined>;
  noticeById(noticeId: DeductionNotice["noticeId"]): Query<DeductionNotice | undefined>;
  /** Announced charges on a contract that may still be made, the nearest first. */
  announced(contractId: ContractId, now: Instant, max: number): Query<readonly AnnouncedCharge[]>;
  /** The same for every contract in force of this session's consumer. */
  announcedToSession(
    tokenDigest: string,
    now: Instant,
    max: number,
  ): Query<readonly AnnouncedCharge[]>;
  /** Charges whose consumer asked for a message and has not got it yet, and that no process has taken. */
  chargeNoticesDue(now: Instant, max: number): Query<readonly ChargeNotice[]>;
  /** Keeps others from it until then; returns a row to exactly one of those who try. */
  takeChargeNotice(
    deductionId: DeductionId,
    given: { readonly now: Instant; readonly until: Instant },
  ): Unit;
  /** After the message was handed over. */
  markTold(deductionId: DeductionId, now: Instant): Unit;
  /** The message could not be handed over: due again from then on, or never again. */
  tellAgain(deductionId: DeductionId, from: Instant | undefined): Unit;
}
