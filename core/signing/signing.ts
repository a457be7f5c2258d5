import type {
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OrderId,
  PlanId,
  SigningId,
} from "../id.ts";
import type { Agreement } from "./agreement.ts";
import type { Machine } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Duration, Instant } from "../time.ts";
import { minutes, seconds } from "../time.ts";

export type SigningState = "open" | "confirming" | "signed" | "declined" | "expired";
export type SigningSignal = "confirmed" | "refused" | "signed" | "declined" | "expired";

/**
 * `confirming`: the consumer agreed and the channel was asked; the API still shows it as open. A channel that refuses
 * lets the consumer try again; one that never answers is asked again until it does.
 */
export const signingMachine: Machine<SigningState, SigningSignal> = {
  open: { confirmed: "confirming", signed: "signed", declined: "declined", expired: "expired" },
  confirming: { signed: "signed", refused: "open" },
  signed: {},
  declined: {},
  expired: {},
};

export const SIGNING_LIFETIME: Duration = minutes(30);

/** When the channel is first asked about an answer that was lost. */
export const ASK_AFTER: Duration = seconds(30);

/** One attempt to sign a plan. */
export interface Signing {
  readonly signingId: SigningId;
  readonly merchantNo: MerchantNo;
  readonly appId: AppId;
  readonly planId: PlanId;
  readonly planVersion: number;
  /** The merchant's own; comes back untouched. */
  readonly contractCode: string;
  readonly userId: string | undefined;
  readonly returnUrl: string | undefined;
  /** Sign and pay: the order that is paid after signing. */
  readonly orderId: OrderId | undefined;
  readonly state: SigningState;
  /** Who agreed, from `confirming` on. */
  readonly consumerId: ConsumerId | undefined;
  /** The contract made, or found already there. */
  readonly contractId: ContractId | undefined;
  /** True when the consumer had signed before: nothing was signed twice, nothing charged. */
  readonly alreadySigned: boolean;
  /** What was agreed to, while the channel is asked (`confirming`). */
  readonly agreement: Agreement | undefined;
  /** Why the channel refused the last attempt, in its words. */
  readonly refusal: string | undefined;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}

/** What a phone code for this signing is for: this person, this signing, nothing else. */
export function phoneCodeSubject(signingId: SigningId, consumerId: ConsumerId): string {
  return `sign ${signingId} ${consumerId}`;
}

/** The same for guesses at this person's ID number. */
export function idNumberSubject(signingId: SigningId, consumerId: ConsumerId): string {
  return `id number ${signingId} ${consumerId}`;
}

export type SigningAdvance =
  | { readonly type: "confirmed"; readonly consumerId: ConsumerId; readonly agreement: Agreement }
  | { readonly type: "refused"; readonly reason: string }
  | {
    readonly type: "signed";
    readonly consumerId: ConsumerId;
    readonly contractId: ContractId;
    readonly alreadySigned: boolean;
  }
  | { readonly type: "declined" }
  | { readonly type: "expired" };

export type SigningRefusal = {
  readonly code: "signing_not_open";
  readonly signing_id: SigningId;
  readonly state: SigningState;
};

/** The signing after `signal`, one version further, or `signing_not_open` with its state. */
export function advance(
  signing: Signing,
  signal: SigningAdvance,
): Result<Signing, SigningRefusal> {
  const state = signingMachine[signing.state][signal.type];
  if (!state) return rejected(notOpen(signing));
  const next = { ...signing, state, version: signing.version + 1 };
  switch (signal.type) {
    case "confirmed":
      return ok({
        ...next,
        consumerId: signal.consumerId,
        agreement: signal.agreement,
        refusal: undefined,
      });
    case "refused":
      return ok({ ...next, consumerId: undefined, agreement: undefined, refusal: signal.reason });
    case "signed":
      return ok({
        ...next,
        consumerId: signal.consumerId,
        contractId: signal.contractId,
        alreadySigned: signal.alreadySigned,
        agreement: undefined,
      });
    case "declined":
    case "expired":
      return ok(next);
  }
}

function notOpen({ signingId, state }: Signing): SigningRefusal {
  return { code: "signing_not_open", signing_id: signingId, state };
}

/** Why nobody may act on it now: it is not open, or its time is over though no sweep has said so yet. */
export function expiryOf(signing: Signing, now: Instant): SigningRefusal | undefined {
  if (signing.state !== "open") return notOpen(signing);
  if (now < signing.expiresAt) return undefined;
  return { code: "signing_not_open", signing_id: signing.signingId, state: "expired" };
}

/** Sign and pay: after a fresh signing the payment is next; whoever had signed before is charged nothing. */
export function checkoutPath({ state, orderId, alreadySigned }: Signing): string | undefined {
  if (orderId === undefined || state !== "signed" || alreadySigned) return undefined;
  return `/checkout/${orderId}`;
}
