import type {
  AppId,
  ConsumerId,
  ContractId,
  MerchantNo,
  OrderId,
  PlanId,
  SigningId,
} from "../id.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Agreement } from "./agreement.ts";
import { type After, type Machine, stepOf } from "../machine.ts";
import { paths } from "../paths.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Duration, Instant } from "../time.ts";
import { minutes, seconds } from "../time.ts";

export type SigningState = "open" | "confirming" | "signed" | "declined" | "expired";
export type SigningSignal = "confirmed" | "refused" | "signed" | "declined" | "expired";

/**
 * `confirming`: the consumer agreed and the channel was asked; the API still shows it as open. If the channel
 * refuses, the consumer can try again; if it never answers, it is queried until it does.
 */
export const signingMachine = {
  open: { confirmed: "confirming", signed: "signed", declined: "declined", expired: "expired" },
  confirming: { signed: "signed", refused: "open" },
  signed: {},
  declined: {},
  expired: {},
} as const satisfies Machine<SigningState, SigningSignal>;

export const SIGNING_LIFETIME: Duration = minutes(30);

/** When the channel is first queried about a lost answer. */
export const ASK_AFTER: Duration = seconds(30);

export interface SigningFacts {
  readonly signingId: SigningId;
  readonly merchantNo: MerchantNo;
  readonly appId: AppId;
  readonly planId: PlanId;
  readonly planVersion: number;
  /** The merchant's own; returned unchanged. */
  readonly contractCode: string;
  readonly userId: string | undefined;
  readonly returnUrl: string | undefined;
  /** Sign and pay: the order that is paid after signing. */
  readonly orderId: OrderId | undefined;
  /** Opens the sign page inside the channel's app, as the channel built it; absent where it has none. */
  readonly appUrl: string | undefined;
  /** The contract that ends when this one is signed: its number trades through another channel now. */
  readonly replaces?: ContractId | undefined;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}

export type SigningStanding =
  | {
    readonly state: "open";
    /** Why the channel refused the last attempt, in its own terms. */
    readonly refusal: string | undefined;
  }
  | {
    readonly state: "confirming";
    readonly consumerId: ConsumerId;
    /** What was agreed to, until the channel has answered. */
    readonly agreement: Agreement;
  }
  | {
    readonly state: "signed";
    readonly consumerId: ConsumerId;
    /** The new contract, or the existing one. */
    readonly contractId: ContractId;
    /** True when the consumer had already signed: nothing was signed twice, nothing charged. */
    readonly alreadySigned: boolean;
  }
  | { readonly state: "declined" }
  | { readonly state: "expired" };

/** One attempt to sign a plan. */
export type Signing = SigningFacts & SigningStanding;
export type ConfirmingSigning = Extract<Signing, { state: "confirming" }>;

/** What a code for this signing is good for: this person, by this phone, this signing, nothing else. */
export function signingCodeSubject(
  signingId: SigningId,
  { consumerId, phoneDigest = "" }: Pick<Consumer, "consumerId" | "phoneDigest">,
): string {
  return `sign ${consumerId} ${signingId} ${phoneDigest}`;
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

/** The signing after `signal`, one version later, or `signing_not_open` with its state. */
export function advance<S extends SigningAdvance>(
  signing: Signing,
  given: S,
): Result<After<typeof signingMachine, Signing, S["type"]>, SigningRefusal>;
export function advance(signing: Signing, given: SigningAdvance): Result<Signing, SigningRefusal> {
  const step = stepOf(signingMachine, signing, given);
  if (!step) return rejected(notOpen(signing));
  const facts: SigningFacts = { ...factsOf(signing), version: signing.version + 1 };
  const { type, signal } = step;
  switch (type) {
    case "confirmed": {
      const { consumerId, agreement } = signal;
      return ok({ ...facts, state: "confirming", consumerId, agreement });
    }
    case "refused":
      return ok({ ...facts, state: "open", refusal: signal.reason });
    case "signed": {
      const { consumerId, contractId, alreadySigned } = signal;
      return ok({ ...facts, state: "signed", consumerId, contractId, alreadySigned });
    }
    case "declined":
    case "expired":
      return ok({ ...facts, state: type });
  }
}

function factsOf(signing: Signing): SigningFacts {
  const { signingId, merchantNo, appId, planId, planVersion, contractCode } = signing;
  const { userId, returnUrl, orderId, appUrl, replaces, createdAt, expiresAt, version } = signing;
  return {
    signingId,
    merchantNo,
    appId,
    planId,
    planVersion,
    contractCode,
    userId,
    returnUrl,
    orderId,
    appUrl,
    replaces,
    createdAt,
    expiresAt,
    version,
  };
}

function notOpen({ signingId, state }: Signing): SigningRefusal {
  return { code: "signing_not_open", signing_id: signingId, state };
}

/** Why it can't be acted on now: it is not open, or its time is up even if no sweep has marked it. */
export function expiryOf(signing: Signing, now: Instant): SigningRefusal | undefined {
  if (signing.state !== "open") return notOpen(signing);
  if (now < signing.expiresAt) return undefined;
  return { code: "signing_not_open", signing_id: signing.signingId, state: "expired" };
}

/** Sign and pay: after a new signing the payment is next; a consumer who had already signed is charged nothing. */
export function checkoutPath(signing: Signing): string | undefined {
  if (signing.state !== "signed" || signing.alreadySigned) return undefined;
  return signing.orderId && paths.checkout(signing.orderId);
}
