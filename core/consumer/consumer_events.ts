import type { EventSpecs, Subject } from "../event_spec.ts";
import type { ConsumerPasskey } from "../factor/consumer_passkey.ts";
import type { SessionId } from "../id.ts";
import type { Identity } from "../identity/identity.ts";
import type { PasskeyUse } from "../passkey/passkey.ts";
import type { Consumer } from "./consumer.ts";

export type ConsumerEvent =
  | {
    readonly type: "consumer.known";
    readonly consumer: Consumer;
    /** The first of theirs. */
    readonly identity: Identity;
  }
  | { readonly type: "consumer.changed"; readonly consumer: Consumer }
  | PasskeyEvent
  | {
    readonly type: "consumer.passkey_used";
    readonly consumer: Consumer;
    readonly used: PasskeyUse;
  };

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
  "consumer.passkey_added": { subject, data: ({ passkey }) => passkeyData(passkey) },
  "consumer.passkey_removed": { subject, data: ({ passkey }) => passkeyData(passkey) },
  "consumer.passkey_used": { subject, data: ({ used }) => passkeyData(used) },
} satisfies EventSpecs<ConsumerEvent>;

/** A person is nobody's customer until they sign: no merchant is concerned. */
function subject({ consumer: { consumerId, version } }: ConsumerEvent): Subject {
  return { subjectId: consumerId, version, merchantNo: undefined };
}

function data({ consumer }: ConsumerEvent) {
  return { tell_after_charge: consumer.tellAfterCharge };
}

function passkeyData({ passkeyId }: Pick<PasskeyUse, "passkeyId">) {
  return { passkey_id: passkeyId };
}
