import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { deliveryResource, deliveryWithHistory } from "../../../core/webhook/delivery_resource.ts";
import { webhookTypes } from "../../../core/webhook/event_type.ts";
import { eventResource } from "../../../core/webhook/payload.ts";
import { redeliver } from "../../../core/webhook/redeliver.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf, pageOf } from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields } from "./list.ts";
import { deliveryShape, eventShape, eventWithDeliveriesShape } from "./webhook_shapes.ts";

const eventFilter = fields({
  type: z.enum(webhookTypes).optional(),
  merchant_no: reference().optional().meta({
    description:
      "For a parent: only this merchant number's. If omitted: its own and all its children's.",
  }),
  ...pageFields,
});

const again = fields({
  endpoint_id: reference().nullish().meta({
    description: "If omitted: every enabled endpoint that got the event or subscribes to its type.",
  }),
});

/** The pull counterpart of webhooks: nobody has to rely on the push alone. */
export function eventRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .get(
      "/",
      operation({
        tag: "Events",
        summary: "List events",
        description: `${howToPage} A parent's list has its children's events, at any depth.`,
        query: eventFilter,
        reads: true,
        answers: { 200: { description: "A page of events.", body: pageOf(eventShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { type, merchant_no: merchantNo, ...query } = c.req.valid("query");
        return answerList(c, deps, query, {
          prefix: "evt",
          find: (caller, { limit, order, past }) =>
            deps.events.list(caller, { limit, order, past, type, merchantNo }),
          known: deps.events.visibleById,
          idOf: ({ eventId }) => eventId,
          show: eventResource,
        });
      },
    )
    .get(
      "/:event_id",
      operation({
        tag: "Events",
        summary: "Get an event and its webhook deliveries",
        description:
          "Deliveries to your own endpoints; those of a child or a parent are theirs. A parent can get its children's events.",
        reads: true,
        answers: { 200: { description: "The event.", body: eventWithDeliveriesShape } },
        refusals: ["event_not_found"],
      }),
      async (c) => {
        const eventId = parseId("evt", c.req.param("event_id"));
        if (!eventId) return eventNotFound(c);
        const caller = c.get("caller");
        const [merchant, event, deliveries, attempts] = await deps.load(
          deps.merchants.calling(caller),
          deps.events.visibleById(caller, eventId),
          deps.deliveries.ofEvent(caller, eventId),
          deps.deliveries.attemptsOfEvent(caller, eventId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (!event) return eventNotFound(c);
        return c.json({
          ...eventResource(event),
          deliveries: deliveries.map((each) => deliveryWithHistory(each, attempts)),
        });
      },
    )
    .post(
      "/:event_id/redeliveries",
      operation({
        tag: "Events",
        summary: "Resend an event's webhooks",
        act: "settings",
        description:
          "Each as a delivery of its own with the same `webhook-id`; the earlier ones stay as they were. Where one is still being retried, no other is made: its next attempt comes at once.",
        body: again,
        bodyOptional: true,
        answers: {
          202: {
            description: "The newest delivery to each endpoint, queued.",
            body: listOf(deliveryShape),
          },
        },
        refusals: ["event_not_found", "endpoint_not_found", "endpoint_disabled"],
      }),
      async (c) => {
        const eventId = parseId("evt", c.req.param("event_id"));
        if (!eventId) return eventNotFound(c);
        const wanted = c.req.valid("json").endpoint_id ?? undefined;
        const endpointId = wanted === undefined ? undefined : parseId("whe", wanted);
        if (wanted !== undefined && !endpointId) {
          return problem(c, { code: "endpoint_not_found" });
        }
        const sent = await redeliver(deps, { caller: c.get("caller"), eventId, endpointId });
        if (!sent.ok) return problem(c, sent.error);
        deps.nudge("deliver_webhooks");
        return c.json({ data: sent.value.map(deliveryResource), next: null }, 202);
      },
    );
}

function eventNotFound(c: Context): Response {
  return problem(c, { code: "event_not_found" });
}
