import type { Merchant } from "../merchant/merchant.ts";
import type { MerchantNo, PasskeyId, SessionId, StaffId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Duration, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { SignedIn, StaffSession } from "./session.ts";
import type { Passkey, Staff } from "./staff.ts";
import type { WaitingPhone } from "./waiting_phone.ts";

/** Whose staff: a merchant number's, or with undefined the institution's. */
export type Place = MerchantNo | undefined;

/** A session as its owner sees it. */
export interface SeenSession {
  readonly session: StaffSession;
  readonly seenAt: Instant;
}

export interface PasskeyOfStaff {
  readonly passkey: Passkey;
  readonly staff: Staff;
}

/** Which sessions still count. */
export interface Awake {
  readonly now: Instant;
  readonly idle: Duration;
}

export interface StaffStore {
  /** Those not removed, in the order in which they came. */
  list(place: Place): Query<readonly Staff[]>;
  /** Of this place only: somebody else's reads as absent. */
  ownById(place: Place, staffId: StaffId): Query<Staff | undefined>;
  /** In any state, those removed too. */
  byIds(staffIds: readonly StaffId[]): Query<readonly Staff[]>;
  byId(staffId: StaffId): Query<Staff | undefined>;
  /** Not removed. */
  byMail(place: Place, mailDigest: string): Query<Staff | undefined>;
  byInvitation(digest: string): Query<Staff | undefined>;
  byCode(digest: string): Query<Staff | undefined>;
  byCredential(credentialId: string): Query<PasskeyOfStaff | undefined>;
  passkeys(staffId: StaffId): Query<readonly Passkey[]>;
  passkey(staffId: StaffId, passkeyId: PasskeyId): Query<Passkey | undefined>;
  codesLeft(staffId: StaffId): Query<number>;
  /** The phone that waits for its code. */
  waitingPhone(staffId: StaffId, now: Instant): Query<WaitingPhone | undefined>;
  /** Instead of the one that waited before. */
  putWaitingPhone(waiting: WaitingPhone): Unit;
  sessions(staffId: StaffId, awake: Awake): Query<readonly SeenSession[]>;
  /** Whoever this token signs in, while they are active and the session is neither idle too long nor over. */
  inSession(tokenDigest: string, awake: Awake): Query<SignedIn | undefined>;
  /**
   * This number, if they may work there now: it is their own, its test number, or below one of these two and covered by
   * an agreement that is in force and lets the parent act for it.
   */
  openTo(staffId: StaffId, merchantNo: MerchantNo, now: Instant): Query<Merchant | undefined>;
  touchSession(sessionId: SessionId, now: Instant): Unit;
}
