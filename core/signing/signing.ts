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
import type { Duration, Instant } from "../time.ts";
import { minutes } from "../time.ts";

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
