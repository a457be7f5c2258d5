import type { Dispute } from "../dispute/dispute.ts";
import type { DomainEvent } from "../event.ts";
import type { ConsumerId } from "../id.ts";
import type { Bounds } from "../own_limit/own_limit.ts";
import type { OwnLimitEvent } from "../own_limit/own_limit_events.ts";
import type { CancelledBy } from "../recovery/recovery.ts";
import type { Proof } from "../session/session.ts";
import type { Instant } from "../time.ts";

/**
 * What a person is told about their account, whether they asked for it or not: by SMS to each of their phones, and in
 * the wallet. Each kind has its words in `account_text.ts`, and its event in `newsOf`. What may be undefined is missing
 * in what was owed before it was told.
 */
export type AccountNews =
  | { readonly kind: "new_device"; readonly client: string; readonly proof?: Proof }
  /** `name`: of the browser that made it. */
  | { readonly kind: "passkey_added" | "passkey_removed"; readonly name?: string }
  | { readonly kind: "phone_joined" }
  | { readonly kind: "phone_changed" | "phone_removed" | "phone_released" }
  | { readonly kind: "pin_set" }
  | { readonly kind: "charging_closed" }
  | { readonly kind: "charging_reopened" }
  | { readonly kind: "phone_lost" }
  | { readonly kind: "phone_found" }
  | { readonly kind: "limit_changed"; readonly change?: LimitChange }
  | {
    readonly kind: "recovery_asked";
    readonly recoveryId: string;
    readonly doneFrom: Instant;
    readonly onlyPin?: boolean;
  }
  /** `loweredUntil`: until when less may be paid. */
  | { readonly kind: "recovered" | "pin_forgotten"; readonly loweredUntil?: Instant }
  | {
    readonly kind: "recovery_cancelled";
    readonly endedBy?: CancelledBy;
    readonly onlyPin?: boolean;
  }
  | { readonly kind: "erasure_asked" }
  | {
    readonly kind: "dispute_answered";
    readonly about?: Disputed;
    /** Until when it may be taken further. */
    readonly dueAt?: Instant;
  }
  | { readonly kind: "dispute_closed"; readonly state: ToldEnd; readonly about?: Disputed };

/** Which limit of theirs, what held and what holds from then on; in fen, null where they set none. */
export interface LimitChange {
  readonly about: "charges" | "payments" | { readonly payee: string };
  readonly from: ToldBounds;
  readonly to: ToldBounds;
}

export interface ToldBounds {
  readonly perTransaction: number | null;
  readonly perDay: number | null;
}

/** What a dispute is about, as its payer finds it again. */
export interface Disputed {
  /** In fen. */
  readonly amount: number;
  readonly orderNo: string;
}

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
      return of(event, { kind: "passkey_added", name: event.passkey.name });
    case "consumer.passkey_removed":
      return of(event, { kind: "passkey_removed", name: event.passkey.name });
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
      return limitChanged(event);
    case "dispute.answered": {
      const { dispute } = event;
      const until = dispute.state === "contested" ? { dueAt: dispute.dueAt } : {};
      return ofDispute(dispute, { kind: "dispute_answered", about: disputed(dispute), ...until });
    }
    case "dispute.closed": {
      const { dispute } = event;
      const state = toldEnds.find((each) => each === dispute.state);
      const about = disputed(dispute);
      return state && ofDispute(dispute, { kind: "dispute_closed", state, about });
    }
    case "consumer.recovery_asked": {
      const { recoveryId, doneFrom, onlyPin } = event.recovery;
      return of(event, { kind: "recovery_asked", recoveryId, doneFrom, onlyPin });
    }
    case "consumer.recovery_cancelled": {
      const { endedBy, recovery: { onlyPin } } = event;
      return of(event, { kind: "recovery_cancelled", endedBy, onlyPin });
    }
    case "consumer.recovered": {
      const { formerPhone, loweredUntil, recovery: { onlyPin } } = event;
      const kind = onlyPin ? "pin_forgotten" : "recovered";
      return { ...of(event, { kind, loweredUntil }), formerPhone };
    }
    case "consumer.erasure_asked":
      return of(event, { kind: "erasure_asked" });
    default:
      return undefined;
  }
}

function limitChanged({ ownLimit, before, payee }: OwnLimitEvent): Owed {
  const { about } = ownLimit;
  const change = {
    about: about === "charges" || about === "payments" ? about : { payee },
    from: told(before),
    to: told(ownLimit),
  };
  return { consumerId: ownLimit.consumerId, news: { kind: "limit_changed", change } };
}

function told({ perTransaction, perDay }: Bounds): ToldBounds {
  return { perTransaction: perTransaction?.fen ?? null, perDay: perDay?.fen ?? null };
}

function disputed({ amount, merchantOrderNo: orderNo }: Dispute): Disputed {
  return { amount: amount.fen, orderNo };
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
