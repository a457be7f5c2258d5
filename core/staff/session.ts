import type { Config } from "../config.ts";
import type { SessionId, StaffId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
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
  readonly staff: ActiveStaff;
  readonly session: StaffSession;
  readonly seenAt: Instant;
  /** Undefined for operators. */
  readonly merchant: Merchant | undefined;
}

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
