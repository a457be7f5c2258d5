import type { ContractId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { AnnouncedCharge } from "./charge.ts";
import type { DeductionNotice, SameNotice, SentNotice } from "./deduction_notice.ts";

/** Reads of messages to consumers before charges. `now` is our clock. */
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
}
