import type { ConsumerId, SessionId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { ConsumerSession, SessionConsumer, StepUp } from "./session.ts";

/** What else is written with a session that begins. */
export interface Begins {
  /** As the channel reports them now; undefined where nobody said. */
  readonly sealedCards: string | undefined;
  /** The session this browser had before, which ends. */
  readonly instead: string | undefined;
  /** What they are told is in this language from now on. */
  readonly lang: "zh" | "en" | undefined;
  /** As which message the person is told that the browser is new to them; undefined where it is not. */
  readonly newsId: string | undefined;
}

/** Sessions of consumers. Reads are for `load`, units for `write`. */
export interface SessionStore {
  /** The consumer of this session, if it is neither idle too long nor expired. */
  consumerIn(tokenDigest: string, now: Instant): Query<SessionConsumer | undefined>;
  /** All that are open of the person of this one, the latest begun first; none when this one is not. */
  openBeside(tokenDigest: string, now: Instant): Query<readonly ConsumerSession[]>;
  /** Refused once they are erased. Also deletes expired sessions, and of this person the longest idle beyond the most a person may have. */
  begin(session: ConsumerSession, begins: Begins): Unit;
  /** Answers with a row where the session was there. Its token is another one from then on. */
  stepUp(
    tokenDigest: string,
    after: { readonly tokenDigest: string; readonly steppedUp: StepUp },
  ): Unit;
  touch(tokenDigest: string, now: Instant): Unit;
  end(tokenDigest: string): Unit;
  /** Of this person, one or all. */
  endOf(consumerId: ConsumerId, ended: SessionId | "all"): Unit;
}
