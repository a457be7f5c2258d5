import type { BlockKind } from "../block/block.ts";
import type { PayerBlocked } from "../block/listed_as.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { ConsumerId } from "../id.ts";
import type { Verification } from "../limit/allowance.ts";
import type { Instant } from "../time.ts";
import type { VerifiedPayer } from "./payment_events.ts";

/** Who pays, where that is up to us, and what of theirs the block list is asked for. */
export interface PayerVerification extends Verification {
  readonly consumerId: ConsumerId;
  /** The digest of the card that is charged; none for a balance. */
  readonly cards: readonly string[];
}

/** They reported their phone as lost, or are on the block list: where we verify them, nothing is paid. */
export type PayerStopped = { readonly code: "phone_lost" } | PayerBlocked;

/** As the write looks at them. */
export function payerOf(
  { consumerId, cards, used: factors }: PayerVerification,
  startedAt: Instant,
): VerifiedPayer {
  return { consumerId, cards, factors, startedAt };
}

export function stopOf(
  payer: Pick<Consumer, "phoneLostAt"> | undefined,
  blockedBy: readonly BlockKind[] = [],
): PayerStopped | undefined {
  if (payer?.phoneLostAt !== undefined) return { code: "phone_lost" };
  return blockedBy.length > 0 ? { code: "payer_blocked" } : undefined;
}
