import type { Config } from "../config.ts";
import type { MerchantNo, SessionId, StaffId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Role } from "../permission/role.ts";
import { after, between, type Duration, type Instant, minutes, seconds } from "../time.ts";
import type { ActiveStaff } from "./staff.ts";

/** A dangerous act wants proof of who is there that is no older than this. */
const CONFIRMATION_LIFE: Duration = seconds(120);
/** Often enough that idle time is measured well, seldom enough that a page is usually one read. */
export const TOUCH_EVERY: Duration = minutes(1);
/** Of one person; the one that was idle longest gives way to a new one. */
export const SESSIONS_MAX = 20;

/** How somebody proved who they are. Only a passkey counts for a dangerous act. */
export type Proof = "passkey" | "recovery_code" | "invitation" | "demo_link";

/** A browser in which somebody is signed in. The id is for people; what opens it is the token, kept as a digest. */
export interface StaffSession {
  readonly sessionId: SessionId;
  readonly staffId: StaffId;
  readonly tokenDigest: string;
  readonly proof: Proof;
  readonly confirmedAt: Instant;
  /** What its browser said it was, such as `Chrome · macOS`. */
  readonly client: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Whoever is signed in, as of one read. */
export interface SignedIn {
  /** Who it is. What they may do and see follows from `place` and `role` alone, never from where they belong. */
  readonly staff: Omit<ActiveStaff, "merchantNo" | "role">;
  /** Where they belong, and as what. */
  readonly home: Pick<ActiveStaff, "merchantNo" | "role">;
  readonly session: StaffSession;
  readonly seenAt: Instant;
  /** Where they work now [docs/decisions/033-a-session-has-a-place.md]; undefined for operators. */
  readonly place: MerchantNo | undefined;
  /** As what they work there. */
  readonly role: Role;
  /** The number of `place`; undefined for operators. */
  readonly merchant: Merchant | undefined;
  /** Their own number and its test number: where they may go at any time. */
  readonly reach: readonly Merchant[];
}

/** From above, a child is only looked at, whatever somebody is at home. */
export const ROLE_ABOVE = "viewer" satisfies Role;

/** What begins a session, besides whose it is. */
export interface NewSession {
  readonly sessionId: SessionId;
  readonly tokenDigest: string;
  readonly proof: Proof;
  readonly client: string;
}

export function begun(
  staffId: StaffId,
  session: NewSession,
  { now, config }: { readonly now: Instant; readonly config: Config },
): StaffSession {
  const expiresAt = after(now, config.staffSessionLife);
  return { ...session, staffId, confirmedAt: now, createdAt: now, expiresAt };
}

/** Whether a dangerous act may follow without asking who is there again. */
export function isConfirmed({ proof, confirmedAt }: StaffSession, now: Instant): boolean {
  return proof !== "recovery_code" && between(confirmedAt, now) <= CONFIRMATION_LIFE;
}

/** Whoever came in without a passkey is there to make one. */
export function mayAddPasskey(session: StaffSession, now: Instant): boolean {
  return session.proof === "recovery_code" || isConfirmed(session, now);
}
