import * as z from "zod";
import { webhookTypes } from "../../../core/webhook/event_type.ts";

/** The shapes of webhook responses, for the API reference; the resources are built in `core/webhook/`. */
const time = z.string().meta({ format: "date-time", description: "RFC 3339, UTC." });

const endpointFields = {
  endpoint_id: z.string(),
  merchant_no: z.string(),
  url: z.string(),
  event_types: z.array(z.enum(webhookTypes)).meta({ description: "Empty: every type." }),
  merchant_nos: z.array(z.string()).meta({
    description:
      "For a parent: only these merchant numbers. Empty: its own and all its children's.",
  }),
  state: z.enum(["enabled", "disabled"]),
  disabled_reason: z.enum(["gone", "dead", "merchant"]).nullable(),
  failing_since: time.nullable(),
  failures_in_row: z.int(),
  public_key: z.string().nullable().meta({ description: "`whpk_…`: verifies `v1a`." }),
  secrets: z.array(z.object({
    number: z.int(),
    public_key: z.string(),
    created_at: time,
    expires_at: time.nullable(),
  })).meta({ description: "The secrets in use, newest first." }),
  created_at: time,
};

export const endpointShape = z.object(endpointFields).meta({ id: "Endpoint" });

export const newEndpointShape = z.object({
  ...endpointFields,
  secret: z.string().meta({ description: "`whsec_…`: verifies `v1`. Shown only once." }),
}).meta({ id: "EndpointWithSecret" });

const deliveryFields = {
  delivery_id: z.string(),
  event_id: z.string(),
  endpoint_id: z.string(),
  state: z.enum(["due", "delivered", "exhausted", "cancelled"]),
  trigger: z.enum(["automatic", "manual", "range"]).meta({
    description: "By itself, by a request of yours, or with a range that is sent again.",
  }),
  original_id: z.string().nullable().meta({
    description: "Of a redelivery: the first delivery of the event to this endpoint.",
  }),
  attempts: z.int(),
  next_attempt_at: time.nullable().meta({
    description: "Null while due: it is waiting for an earlier webhook about the same resource.",
  }),
  last_status: z.int().nullable(),
  last_answer: z.string().nullable(),
  last_error: z.string().nullable(),
  created_at: time,
};

export const deliveryShape = z.object(deliveryFields).meta({ id: "Delivery" });

const eventFields = {
  event_id: z.string(),
  type: z.enum(webhookTypes),
  timestamp: time,
  data: z.looseObject({ sequence: z.int().nullable() }).meta({
    description: "The resource as it was then; `sequence` numbers its events without gaps.",
  }),
};

export const eventShape = z.object(eventFields).meta({ id: "Event" });

export const eventWithDeliveriesShape = z.object({
  ...eventFields,
  deliveries: z.array(z.object({
    ...deliveryFields,
    history: z.array(z.object({
      number: z.int(),
      at: time,
      took_ms: z.int(),
      status: z.int().nullable(),
      answer: z.string().nullable(),
      error: z.string().nullable(),
    })),
  })),
}).meta({ id: "EventWithDeliveries" });
