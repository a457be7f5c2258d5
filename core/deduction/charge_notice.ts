import type { ConsumerId, DeductionId } from "../id.ts";
import type { Money } from "../money.ts";
import { type Duration, hours, type Instant, minutes } from "../time.ts";

const FIRST_WAIT = minutes(1);
const WAIT_MAX = hours(1);
/** With these waits a little over a day: a message about an older charge is no longer news. */
const TRIES_MAX = 30;

/** A charge whose consumer asked for a message. */
export interface ChargeNotice {
  readonly deductionId: DeductionId;
  readonly consumerId: ConsumerId;
  readonly sealedPhone: string;
  readonly payee: string;
  readonly title: string;
  readonly cardLabel: string;
  readonly amount: Money;
  readonly subject: string;
  /** When it succeeded, on the merchant's clock. */
  readonly at: Instant;
  /** How often a process has taken it to send. */
  readonly tries: number;
}

/** How long to wait after that many failed attempts; undefined when we give up. */
export function waitAfter(tries: number): Duration | undefined {
  if (tries >= TRIES_MAX) return undefined;
  return Math.min(FIRST_WAIT * 2 ** (tries - 1), WAIT_MAX) as Duration;
}
