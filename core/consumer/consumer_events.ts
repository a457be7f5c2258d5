import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Identity } from "../identity/identity.ts";
import type { Consumer } from "./consumer.ts";

export type ConsumerEvent =
  | {
    readonly type: "consumer.known";
    readonly consumer: Consumer;
    /** The first of theirs. */
    readonly identity: Identity;
  }
  | { readonly type: "consumer.changed"; readonly consumer: Consumer };

export const consumerEvents = {
  "consumer.known": { subject, data },
  "consumer.changed": { subject, data },
} satisfies EventSpecs<ConsumerEvent>;

/** A person is nobody's customer until they sign: no merchant is concerned. */
function subject({ consumer: { consumerId, version } }: ConsumerEvent): Subject {
  return { subjectId: consumerId, version, merchantNo: undefined };
}

function data({ consumer }: ConsumerEvent) {
  return { tell_after_charge: consumer.tellAfterCharge };
}
