import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { OwedMessage } from "./owed_message.ts";

/** Messages about contracts that consumers are owed. `now` is our clock. */
export interface MessageStore extends Delivering {
  /** Those that were not handed over yet and that no process has taken. */
  due(now: Instant, max: number): Query<readonly OwedMessage[]>;
  /** Of this session's person that were sent, the latest first; another query says whether the session is still valid. */
  toldSession(tokenDigest: string, max: number): Query<readonly ToldMessage[]>;
}

/** A message about a contract that was handed over. */
export type ToldMessage = OwedMessage & { readonly toldAt: Instant };

export interface Delivering {
  /** Keeps others from it until then; returns a row to exactly one of those who try. */
  take(messageId: string, given: { readonly now: Instant; readonly until: Instant }): Unit;
  /** After the message was handed over. */
  markTold(messageId: string, now: Instant): Unit;
  /** The message could not be handed over: due again from then on, or never again. */
  tellAgain(messageId: string, from: Instant | undefined): Unit;
}
