import type { Consumer } from "../consumer/consumer.ts";
import type { ConsumerId, SessionId } from "../id.ts";
import type { Identity, Issuer } from "../identity/identity.ts";
import type { Factor } from "../method/verification.ts";
import { between, days, type Duration, hours, type Instant, minutes } from "../time.ts";

/** [OWASP ASVS 5.0, 7.3: sessions end by inactivity and by age.] */
export const SESSION_IDLE: Duration = minutes(15);
export const SESSION_LIFE: Duration = hours(8);
/** Of one person; the one that was idle longest gives way to a new one. */
export const SESSIONS_MAX = 10;

/** What shows who somebody is for this long after it was shown: time enough to find the page, not to lose the phone. */
const FRESH: Duration = minutes(10);

/** Who took a number over yesterday has not had it for so long, and its person has noticed. */
const TRUSTED_AFTER: Duration = days(7);

export const TOKEN_BYTES = 32;

/** Time enough to get the code and type it, and to start once more. */
const STEP_UP_LIFE: Duration = minutes(10);

/** How somebody showed who they are: as one of their identities, or with a passkey. */
export type Proof = Issuer | "passkey";

/** `confirm`: for what gives lasting access; `pay`: one payment. */
type StepUpPurpose = "confirm" | "pay";

export interface StepUp {
  readonly factor: Exclude<Factor, "code">;
  readonly at: Instant;
  readonly purpose: StepUpPurpose;
  /** Of exactly what it is about; of nothing where it is for the session itself. */
  readonly digest: string;
}

/** A browser in which a consumer is signed in. The id is for people; what opens it is the token, kept as a digest. */
export interface ConsumerSession {
  readonly sessionId: SessionId;
  readonly tokenDigest: string;
  readonly consumerId: ConsumerId;
  readonly proof: Proof;
  /** What its browser said it was, such as `Chrome · Android`. */
  readonly client: string;
  /** Since when its browser has been one of the phone that began it; undefined where it was new, or nothing says so. */
  readonly knownSince: Instant | undefined;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  /** What has shown since it began that its person is still there; undefined before anything has. */
  readonly steppedUp: StepUp | undefined;
}

export interface SessionConsumer {
  readonly consumer: Consumer;
  /** Sealed with the context `consumer_cards.sealed.<consumer id>`. */
  readonly sealedCards: string | undefined;
  readonly session: ConsumerSession;
  /** That the session began with; undefined where that was a passkey. */
  readonly identity: Identity | undefined;
}

/** Two accounts' sessions in one browser, by their tokens. */
export interface TwoSessions {
  /** The one that is in force there. */
  readonly session: string;
  /** The one that began beside it. */
  readonly entered: string;
}

/** Whether a PIN or a passkey has shown lately who is there: what a sign-in by anything else does not. */
export function isConfirmed(
  { proof, createdAt, steppedUp }: Pick<ConsumerSession, "proof" | "createdAt" | "steppedUp">,
  now: Instant,
): boolean {
  if (steppedUp?.purpose === "confirm" && between(steppedUp.at, now) <= FRESH) return true;
  return proof === "passkey" && between(createdAt, now) <= FRESH;
}

/** Whether it was a passkey that has shown it. */
export function isConfirmedByPasskey(
  session: Pick<ConsumerSession, "proof" | "createdAt" | "steppedUp">,
  now: Instant,
): boolean {
  const byPin = session.steppedUp?.purpose === "confirm" && session.steppedUp.factor === "pin";
  return !byPin && isConfirmed(session, now);
}

/** Whether what gives lasting access may follow without asking who is there again. */
export function isFresh(
  { createdAt, steppedUp }: Pick<ConsumerSession, "createdAt" | "steppedUp">,
  now: Instant,
): boolean {
  const shownAt = steppedUp?.purpose === "confirm" ? steppedUp.at : createdAt;
  return between(shownAt, now) <= FRESH;
}

/** Whether its browser is one that the account's own phone has used for long enough to be its person's. */
export function isTrusted(
  { knownSince }: Pick<ConsumerSession, "knownSince">,
  now: Instant,
): boolean {
  return knownSince !== undefined && between(knownSince, now) >= TRUSTED_AFTER;
}

/** What shows in this session, lately and for exactly this, who is there; undefined where nothing does. */
export function stepUpFor(
  { steppedUp }: Pick<ConsumerSession, "steppedUp">,
  { purpose, digest, now }: Pick<StepUp, "purpose" | "digest"> & { readonly now: Instant },
): StepUp | undefined {
  return steppedUp?.purpose === purpose && steppedUp.digest === digest &&
      between(steppedUp.at, now) <= STEP_UP_LIFE
    ? steppedUp
    : undefined;
}
