import type { Dispute } from "../dispute/dispute.ts";
import type { DomainEvent } from "../event.ts";
import type { ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";

/**
 * What a person is told about their account, whether they asked for it or not: by SMS to each of their phones, and in
 * the wallet. Each kind has its words in `account_text.ts`, and its event in `newsOf`.
 */
export type AccountNews =
  | { readonly kind: "new_device"; readonly client: string }
  | { readonly kind: "passkey_added" }
  | { readonly kind: "passkey_removed" }
  | { readonly kind: "phone_joined" }
  | { readonly kind: "phone_changed" | "phone_removed" | "phone_released" | "pin_forgotten" }
  | { readonly kind: "pin_set" }
  | { readonly kind: "charging_closed" }
  | { readonly kind: "charging_reopened" }
  | { readonly kind: "phone_lost" }
  | { readonly kind: "phone_found" }
  | { readonly kind: "limit_changed" }
  | {
    readonly kind: "recovery_asked";
    readonly recoveryId: string;
    readonly doneFrom: Instant;
    /** Undefined in what was owed before there was a choice. */
    readonly onlyPin?: boolean;
  }
  | { readonly kind: "recovered" }
  | { readonly kind: "recovery_cancelled" }
  | { readonly kind: "erasure_asked" }
  | { readonly kind: "dispute_answered" }
  | { readonly kind: "dispute_closed"; readonly state: ToldEnd };

/** How a dispute ends without its payer's doing. */
const toldEnds = ["accepted", "refunded", "declined", "lapsed"] as const;
export type ToldEnd = (typeof toldEnds)[number];

/** News that an event brings, in its own write. */
export interface Owed {
  readonly consumerId: ConsumerId;
  readonly news: AccountNews;
  /** Of a phone that is not theirs any more: sealed for this message. */
  readonly formerPhone?: string | undefined;
}

/** What this event tells its person, if it does. */
export function newsOf(event: DomainEvent): Owed | undefined {
  switch (event.type) {
    case "consumer.passkey_added":
      return of(event, { kind: "passkey_added" });
    case "consumer.passkey_removed":
      return of(event, { kind: "passkey_removed" });
    case "consumer.identity_joined":
      return of(event, { kind: "phone_joined" });
    case "consumer.phone_changed":
      return { ...of(event, { kind: "phone_changed" }), formerPhone: event.formerPhone };
    case "consumer.phone_removed":
      return { ...of(event, { kind: "phone_removed" }), formerPhone: event.formerPhone };
    case "consumer.phone_released":
      return of(event, { kind: "phone_released" });
    case "consumer.pin_set":
      return of(event, { kind: "pin_set" });
    case "consumer.charging_closed":
      return of(event, { kind: "charging_closed" });
    case "consumer.charging_reopened":
      return of(event, { kind: "charging_reopened" });
    case "consumer.phone_lost":
      return of(event, { kind: "phone_lost" });
    case "consumer.phone_found":
      return of(event, { kind: "phone_found" });
    case "own_limit.changed":
      return { consumerId: event.ownLimit.consumerId, news: { kind: "limit_changed" } };
    case "dispute.answered":
      return ofDispute(event.dispute, { kind: "dispute_answered" });
    case "dispute.closed": {
      const { dispute } = event;
      const state = toldEnds.find((each) => each === dispute.state);
      return state && ofDispute(dispute, { kind: "dispute_closed", state });
    }
    case "consumer.recovery_asked": {
      const { recoveryId, doneFrom, onlyPin } = event.recovery;
      return of(event, { kind: "recovery_asked", recoveryId, doneFrom, onlyPin });
    }
    case "consumer.recovery_cancelled":
      return of(event, { kind: "recovery_cancelled" });
    case "consumer.recovered":
      return {
        ...of(event, { kind: event.recovery.onlyPin ? "pin_forgotten" : "recovered" }),
        formerPhone: event.formerPhone,
      };
    case "consumer.erasure_asked":
      return of(event, { kind: "erasure_asked" });
    default:
      return undefined;
  }
}

/** Where only the channel knows who paid, nobody is told. */
function ofDispute({ consumerId }: Pick<Dispute, "consumerId">, news: AccountNews) {
  return consumerId && { consumerId, news };
}

function of(
  { consumer: { consumerId } }: { readonly consumer: { readonly consumerId: ConsumerId } },
  news: AccountNews,
): Owed {
  return { consumerId, news };
}
