import type { Contract, TerminatedBy } from "../contract/contract.ts";
import type { Money } from "../money.ts";
import { type Duration, hours, type Instant, minutes } from "../time.ts";

const FIRST_WAIT = minutes(1);
const WAIT_MAX = hours(1);
/** With these waits a little over a day: a message about something older is no longer news. */
const TRIES_MAX = 30;

/** What a consumer is told of; `charged` only if they asked for it, the others always. */
export type MessageNews =
  | {
    readonly kind: "charged";
    readonly amount: Money;
    readonly subject: string;
    /** When it succeeded, on the merchant's clock. */
    readonly at: Instant;
  }
  | {
    readonly kind: "owed";
    readonly amount: Money;
    readonly subject: string;
    /** When it is tried again; undefined when nobody does. */
    readonly nextRetryAt: Instant | undefined;
  }
  | { readonly kind: "signed" }
  | {
    readonly kind: "ended";
    readonly by: TerminatedBy;
    /** From then on nothing can be charged. */
    readonly at: Instant;
  };
export type MessageKind = MessageNews["kind"];

/** A message that was owed in the write of what it tells. */
export interface OwedMessage {
  /** The same however often it is sent. */
  readonly messageId: string;
  readonly contract: Contract;
  readonly news: MessageNews;
  /** Who charged, or whose contract it is. */
  readonly payee: PayeeOfMessage;
  readonly sealedPhone: string;
  /** How often a process has taken it to send. */
  readonly tries: number;
}

export type PayeeOfMessage = { readonly name: string; readonly merchantNo: Contract["merchantNo"] };

/** How long to wait after that many failed attempts; undefined when we give up. */
export function waitAfter(tries: number): Duration | undefined {
  if (tries >= TRIES_MAX) return undefined;
  return Math.min(FIRST_WAIT * 2 ** (tries - 1), WAIT_MAX) as Duration;
}
