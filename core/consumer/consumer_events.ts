import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { Consent } from "../consent/consent.ts";
import type { ConsumerPasskey } from "../factor/consumer_passkey.ts";
import type { PasskeySignature } from "../factor/passkey_signature.ts";
import type { PaymentPin } from "../factor/payment_pin.ts";
import type { ConsumerId, SessionId } from "../id.ts";
import type { Identity, QuietPhone } from "../identity/identity.ts";
import type { CancelledBy, WaitingRecovery } from "../recovery/recovery.ts";
import type { Instant } from "../time.ts";
import type { PasskeyUse } from "../passkey/passkey.ts";
import type { Consumer, OwnField } from "./consumer.ts";

export type ConsumerEvent =
  | {
    readonly type: "consumer.known";
    readonly consumer: Consumer;
    /** The first of theirs. */
    readonly identity: Identity;
  }
  | { readonly type: "consumer.changed"; readonly consumer: Consumer }
  | {
    /** `from`: the account that had it before, with nothing else in it. */
    readonly type: "consumer.identity_joined";
    readonly consumer: Consumer;
    readonly identity: Identity;
    readonly from: ConsumerId;
  }
  | {
    readonly type: "consumer.agreed";
    readonly consumer: Consumer;
    readonly texts: readonly Consent[];
  }
  | ChargingEvent
  | RecoveryEvent
  | PhoneEvent
  | {
    readonly type:
      | "consumer.erasure_asked"
      | "consumer.erasure_cancelled"
      /** Emptied: nothing of them is left but the pseudonym. */
      | "consumer.erased"
      /** They were given all that is kept about them. */
      | "consumer.data_given";
    readonly consumer: Consumer;
  }
  | {
    /** They looked at a field of their own unmasked: in which session, and what its browser says it is. */
    readonly type: "consumer.unmasked";
    readonly consumer: Consumer;
    readonly field: OwnField;
    readonly sessionId: SessionId;
    readonly client: string;
  }
  | PasskeyEvent
  | {
    readonly type: "consumer.passkey_used";
    readonly consumer: Consumer;
    readonly used: PasskeyUse;
  }
  | {
    readonly type: "consumer.signed";
    readonly consumer: Consumer;
    readonly used: PasskeyUse;
    readonly signature: PasskeySignature;
  }
  /** The first, or another one. */
  | {
    readonly type: "consumer.pin_set";
    readonly consumer: Consumer;
    readonly pin: PaymentPin;
  };

type ChargingEvent =
  & {
    readonly consumer: Consumer;
    /** How many contracts got the reason for it in the same write, or lost it. */
    readonly contracts: number;
  }
  & (
    | { readonly type: "consumer.charging_closed" }
    | { readonly type: "consumer.charging_reopened" }
    /** `kept`: the one session that goes on. */
    | { readonly type: "consumer.phone_lost"; readonly kept: SessionId }
    | { readonly type: "consumer.phone_found" }
  );

/** A phone that opens an account, and from whom it comes if somebody with nothing else had it. */
export interface MovedPhone {
  readonly identity: Identity;
  readonly from: ConsumerId | undefined;
}

/** `formerPhone`: that was theirs until then, sealed for the message in which it is told. */
type PhoneEvent =
  & { readonly consumer: Consumer }
  & (
    | {
      readonly type: "consumer.phone_changed";
      readonly phone: MovedPhone;
      readonly formerPhone: string | undefined;
      /** The session that goes on. */
      readonly kept: SessionId;
    }
    | { readonly type: "consumer.phone_removed"; readonly formerPhone: string | undefined }
    /** Its number is another person's by now. */
    | { readonly type: "consumer.phone_released"; readonly phone: QuietPhone }
  );

type RecoveryEvent =
  & { readonly consumer: Consumer; readonly recovery: WaitingRecovery }
  & (
    | { readonly type: "consumer.recovery_asked" }
    | { readonly type: "consumer.recovery_cancelled"; readonly endedBy: CancelledBy }
    | {
      readonly type: "consumer.recovered";
      readonly loweredUntil: Instant;
      /** Undefined where the phone stays. */
      readonly phone: MovedPhone | undefined;
      readonly formerPhone: string | undefined;
    }
  );

type PasskeyEvent =
  & { readonly consumer: Consumer; readonly passkey: ConsumerPasskey }
  & (
    | { readonly type: "consumer.passkey_added" }
    /** `kept`: the session that goes on, where it began with a passkey. */
    | { readonly type: "consumer.passkey_removed"; readonly kept: SessionId }
  );

export const consumerEvents = {
  "consumer.known": { subject, data },
  "consumer.changed": { subject, data },
  "consumer.identity_joined": {
    subject,
    data: ({ identity: { issuer }, from }) => ({ issuer, from }),
    holds: movable,
  },
  "consumer.phone_changed": {
    subject,
    data: ({ phone: { from } }) => ({ from }),
    holds: ({ phone }) => movable(phone),
  },
  "consumer.phone_removed": { subject, data: () => ({}) },
  "consumer.phone_released": {
    subject,
    data: () => ({}),
    holds: ({ phone }) => ({ phone_quiet: phone }),
  },
  "consumer.recovery_asked": { subject, data: ({ recovery }) => recoveryData(recovery) },
  "consumer.recovery_cancelled": {
    subject,
    data: ({ recovery, endedBy }) => ({ ...recoveryData(recovery), ended_by: endedBy }),
  },
  "consumer.recovered": {
    subject,
    data: ({ recovery }) => recoveryData(recovery),
    holds: ({ consumer: { consumerId }, recovery: { onlyPin }, phone }) => ({
      ...(phone ? movable(phone) : {}),
      ...(onlyPin ? {} : { none_suspended_for: { consumerId, reason: "phone_lost" } }),
    }),
  },
  "consumer.erasure_asked": { subject, data: () => ({}) },
  "consumer.erasure_cancelled": { subject, data: () => ({}) },
  "consumer.erased": {
    subject,
    data: () => ({}),
    holds: ({ consumer: { consumerId } }) => ({ nothing_left: consumerId }),
  },
  "consumer.data_given": { subject, data: () => ({}) },
  "consumer.unmasked": {
    subject,
    data: ({ field, sessionId: session_id, client }) => ({ field, session_id, client }),
  },
  "consumer.agreed": { subject, data: ({ texts }) => ({ texts }) },
  "consumer.charging_closed": {
    subject,
    data: chargingData,
    holds: ({ consumer: { consumerId } }) => ({
      all_suspended_for: { consumerId, reason: "charging_closed" },
    }),
  },
  "consumer.charging_reopened": { subject, data: chargingData },
  "consumer.phone_lost": {
    subject,
    data: chargingData,
    holds: ({ consumer: { consumerId } }) => ({
      all_suspended_for: { consumerId, reason: "phone_lost" },
    }),
  },
  "consumer.phone_found": {
    subject,
    data: chargingData,
    holds: ({ consumer: { consumerId } }) => ({
      none_suspended_for: { consumerId, reason: "phone_lost" },
    }),
  },
  "consumer.passkey_added": { subject, data: ({ passkey }) => passkeyData(passkey) },
  "consumer.passkey_removed": { subject, data: ({ passkey }) => passkeyData(passkey) },
  "consumer.passkey_used": { subject, data: ({ used }) => passkeyData(used) },
  "consumer.signed": {
    subject,
    data: ({ used, signature: { signatureId: signature_id, subjectId: subject_id } }) => ({
      ...passkeyData(used),
      signature_id,
      subject_id,
    }),
  },
  "consumer.pin_set": { subject, data: () => ({}) },
} satisfies EventSpecs<ConsumerEvent>;

/** A person is nobody's customer until they sign: no merchant is concerned. */
function subject({ consumer: { consumerId, version } }: ConsumerEvent): Subject {
  return { subjectId: consumerId, version, merchantNo: undefined };
}

function data({ consumer }: ConsumerEvent) {
  return { tell_after_charge: consumer.tellAfterCharge };
}

function chargingData({ contracts }: ChargingEvent) {
  return { contracts };
}

function movable({ identity: { issuer, subject }, from: consumerId }: MovedPhone): Holds {
  return consumerId === undefined ? {} : { identity_movable: { issuer, subject, consumerId } };
}

function recoveryData({ recoveryId }: WaitingRecovery) {
  return { recovery_id: recoveryId };
}

function passkeyData({ passkeyId }: Pick<PasskeyUse, "passkeyId">) {
  return { passkey_id: passkeyId };
}
