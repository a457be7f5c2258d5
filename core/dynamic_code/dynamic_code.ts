import type { CodeId, MerchantNo, OrderId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Payment } from "../payment/payment.ts";
import { between, type Duration, type Instant, minutes, seconds } from "../time.ts";

/** How often a code on a shop's screen is replaced [条码支付业务规范, dynamic codes]. */
export const ROTATION: Duration = seconds(60);
/** How long a phone that scanned and does nothing keeps the others out. */
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
  /** Finds the order; unlike the rest of the token it is not secret. */
  readonly ref: string;
  /** On the merchant's clock, like every time here. */
  readonly openedAt: Instant;
  /** The last one; undefined until the first phone. */
  readonly claim: Claim | undefined;
  readonly version: number;
}

export interface Claim {
  /** The newest code when the phone scanned: it and all before it are used up. */
  readonly rotation: number;
  /** Keyed digest of the phone's own secret. */
  readonly device: string;
  readonly at: Instant;
  readonly released: boolean;
}

export type CodeAdvance =
  | { readonly type: "claimed"; readonly device: string; readonly at: Instant }
  | { readonly type: "released" };

/** The codes after `signal`, one version later; releasing what nobody holds changes nothing. */
export function advance(code: DynamicCode, signal: CodeAdvance): DynamicCode {
  const { claim } = code;
  const state: CodeState = claim && !claim.released ? "claimed" : "showing";
  if (!codeMachine[state][signal.type]) return code;
  const version = code.version + 1;
  if (signal.type === "released") {
    return claim ? { ...code, version, claim: { ...claim, released: true } } : code;
  }
  const { device, at } = signal;
  const rotation = rotationAt(code, at);
  return { ...code, version, claim: { rotation, device, at, released: false } };
}

/** Which code is on the screen at `now`. A claim shows the next one at once, and its minute starts then. */
export function rotationAt(code: DynamicCode, now: Instant): number {
  const { from, first } = baseOf(code);
  return first + Math.max(0, Math.floor(between(from, now) / ROTATION));
}

/** When the code on the screen at `now` is replaced, if nobody scans it. */
export function renewsAt(code: DynamicCode, now: Instant): Instant {
  const { from, first } = baseOf(code);
  return (from + (rotationAt(code, now) - first + 1) * ROTATION) as Instant;
}

/** The claim that keeps other phones out at `now`, or undefined. It ends early when its phone's payment has failed. */
export function heldClaim(
  { claim }: DynamicCode,
  payments: readonly Payment[],
  now: Instant,
): Claim | undefined {
  if (!claim || claim.released) return undefined;
  const refused = payments.some((each) =>
    each.state === "failed" && each.device === claim.device && each.createdAt >= claim.at
  );
  return !refused && between(claim.at, now) < CLAIM_HOLD ? claim : undefined;
}

/** The first code since the last claim, and when its minute began. */
function baseOf({ openedAt, claim }: DynamicCode) {
  return claim ? { from: claim.at, first: claim.rotation + 1 } : { from: openedAt, first: 0 };
}
