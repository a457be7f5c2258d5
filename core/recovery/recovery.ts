import type { ConsumerId, Id } from "../id.ts";
import type { Query } from "../query.ts";
import { days, type Duration, hours, type Instant } from "../time.ts";

export type RecoveryId = Id<"rec">;

/** Long enough that whoever did not ask for it hears of it and cancels it. */
export const RECOVERY_WAIT: Duration = hours(24);
/** Where the only proof is a browser of theirs: somebody who has stolen phone and computer is noticed by then. */
export const RECOVERY_WAIT_LONG: Duration = days(7);
/** After it, for so long, less may be paid than before. */
export const LOWERED_FOR: Duration = hours(7 * 24);

/** The phone that takes the place of a lost one. */
export interface NewPhone {
  readonly digest: string;
  /** With `newPhoneContext`. */
  readonly sealed: string;
}

/** Somebody who has lost their way into their account: a day later, what opened it opens it no more. */
export interface WaitingRecovery {
  readonly recoveryId: RecoveryId;
  readonly consumerId: ConsumerId;
  readonly askedAt: Instant;
  readonly doneFrom: Instant;
  /** Undefined where the phone stays. */
  readonly newPhone: NewPhone | undefined;
  /** Nothing but a forgotten payment PIN ends. */
  readonly onlyPin: boolean;
}

/**
 * By a link in a message, in a session, because the new phone is somebody's account by then, or by another recovery, for
 * which more was shown.
 */
export type CancelledBy = "link" | "session" | "clock" | "another";

/** Whether one that is asked for now comes before the one that waits: it takes more, or was better proved. */
export function overrules(
  asked: Pick<WaitingRecovery, "doneFrom" | "onlyPin">,
  waiting: Pick<WaitingRecovery, "doneFrom" | "onlyPin">,
): boolean {
  if (asked.onlyPin) return false;
  return waiting.onlyPin || asked.doneFrom < waiting.doneFrom;
}

export const newPhoneContext = (recoveryId: string) => `recoveries.sealed_new_phone.${recoveryId}`;

/** Reads of recoveries; what changes them are events of the consumer. */
export interface RecoveryStore {
  waiting(consumerId: ConsumerId): Query<WaitingRecovery | undefined>;
  /** Also one that has ended: undefined then, as for one that never was. */
  byId(recoveryId: RecoveryId): Query<WaitingRecovery | undefined>;
  /** Of all whose day is over, the oldest first. */
  due(now: Instant, max: number): Query<readonly WaitingRecovery[]>;
  /** Until when this person may pay less than otherwise, after a recovery; undefined when there was none, or long ago. */
  loweredUntil(consumerId: ConsumerId, now: Instant): Query<Instant | undefined>;
  /** Whether less may be paid because the account itself was recovered, and not only its PIN ended. */
  isRecovered(consumerId: ConsumerId, now: Instant): Query<boolean>;
}
