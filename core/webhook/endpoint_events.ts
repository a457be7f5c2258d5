import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Instant } from "../time.ts";
import { type Endpoint, ENDPOINTS_MAX, type EndpointSecret } from "./endpoint.ts";
import type { WebhookType } from "./event_type.ts";

export type EndpointEvent =
  | {
    readonly type: "endpoint.added" | "endpoint.changed" | "endpoint.disabled" | "endpoint.deleted";
    readonly endpoint: Endpoint;
  }
  | {
    readonly type: "endpoint.secret_rotated";
    readonly endpoint: Endpoint;
    readonly secret: EndpointSecret;
    readonly previousExpiresAt: Instant;
  }
  | { readonly type: "endpoint.test"; readonly endpoint: Endpoint; readonly sample: WebhookType };

export const endpointEvents = {
  "endpoint.added": {
    subject,
    data,
    holds: ({ endpoint: { merchantNo } }) => ({
      endpoints_at_most: { merchantNo, max: ENDPOINTS_MAX },
    }),
  },
  "endpoint.changed": { subject, data },
  "endpoint.secret_rotated": { subject, data },
  "endpoint.disabled": { subject, data, told: true },
  "endpoint.deleted": { subject, data },
  "endpoint.test": {
    subject,
    data: (event) => ({ ...data(event), sample: event.sample }),
    told: true,
  },
} satisfies EventSpecs<EndpointEvent>;

function subject({ endpoint: { endpointId, version, merchantNo } }: EndpointEvent): Subject {
  return { subjectId: endpointId, version, merchantNo };
}

function data({ endpoint }: EndpointEvent) {
  return {
    endpoint_id: endpoint.endpointId,
    merchant_no: endpoint.merchantNo,
    url: endpoint.url,
    event_types: endpoint.eventTypes,
    state: endpoint.state,
    disabled_reason: endpoint.disabledReason ?? null,
  };
}
