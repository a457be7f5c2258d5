import type { CodeId, MerchantNo, OrderId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { between, type Duration, type Instant, minutes, seconds } from "../time.ts";

/** A code on a shop's screen is replaced this often [条码支付业务规范, dynamic codes]. */
export const ROTATION: Duration = seconds(60);
/** So long a phone that scanned and does nothing keeps the others out. */
export const CLAIM_HOLD: Duration = minutes(2);

export type CodeState = "showing" | "claimed";
export type CodeSignal = "claimed" | "released";

/** Scanned by one phone at a time; given back, or after `CLAIM_HOLD`, the next code may be scanned. */
export const codeMachine: Machine<CodeState, CodeSignal> = {
  showing: { claimed: "claimed" },
  claimed: { claimed: "claimed", released: "showing" },
};

/** The dynamic codes of one order (动态码): each is good for its minute and the next, and for one phone. */
export interface DynamicCode {
  readonly codeId: CodeId;
  readonly orderId: OrderId;
  readonly merchantNo: MerchantNo;
  /** Finds the order; it is no secret, the rest of the token is. */
  readonly ref: string;
  /** On the merchant's clock, like every time here. */
  readonly openedAt: Instant;
  /** The last one; undefined until the first phone. */
  readonly claim: Claim | undefined;
  readonly version: number;
}

export interface Claim {
  /** The code that was scanned: it and all before it are used up. */
  readonly rotation: number;
  /** Keyed digest of the phone's own secret. */
  readonly device: string;
  readonly at: Instant;
  readonly released: boolean;
}

/** Which code is on the screen at `now`. Claiming one brings the next at once. */
export function rotationAt({ openedAt, claim }: DynamicCode, now: Instant): number {
  const byTime = Math.max(0, Math.floor(between(openedAt, now) / ROTATION));
  return Math.max(byTime, claim ? claim.rotation + 1 : 0);
}

/** When the code on the screen at `now` is replaced, if nobody scans it. */
export function renewsAt(code: DynamicCode, now: Instant): Instant {
  return (code.openedAt + (rotationAt(code, now) + 1) * ROTATION) as Instant;
}

/** The claim that keeps other phones out at `now`, or undefined. */
export function heldClaim({ claim }: DynamicCode, now: Instant): Claim | undefined {
  if (!claim || claim.released) return undefined;
  return between(claim.at, now) < CLAIM_HOLD ? claim : undefined;
}
