import type { EventSpecs, Subject } from "../event_spec.ts";
import { rfc3339 } from "../time.ts";
import type { Redelivery } from "./redelivery.ts";

export interface RedeliveryEvent {
  readonly type: "redelivery.started" | "redelivery.stopped" | "redelivery.finished";
  readonly redelivery: Redelivery;
}

export const redeliveryEvents = {
  "redelivery.started": {
    subject,
    data,
    holds: ({ redelivery: { endpointId } }) => ({ endpoint_enabled: endpointId }),
  },
  "redelivery.stopped": { subject, data },
  "redelivery.finished": { subject, data },
} satisfies EventSpecs<RedeliveryEvent>;

function subject({ redelivery: { redeliveryId, version, merchantNo } }: RedeliveryEvent): Subject {
  return { subjectId: redeliveryId, version, merchantNo };
}

function data({ redelivery: { redeliveryId, endpointId, range, state } }: RedeliveryEvent) {
  return {
    redelivery_id: redeliveryId,
    endpoint_id: endpointId,
    event_types: range.eventTypes,
    from: rfc3339(range.from),
    to: rfc3339(range.to),
    outcome: range.outcome,
    state,
  };
}
