import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { type EventId, parseId } from "../../../core/id.ts";
import { deliveryResource, deliveryWithHistory } from "../../../core/webhook/delivery_resource.ts";
import { webhookTypes } from "../../../core/webhook/event_type.ts";
import { eventResource } from "../../../core/webhook/payload.ts";
import { redeliver } from "../../../core/webhook/redeliver.ts";
import type { ApiEnv } from "../../app_env.ts";
import { fields, reference } from "../fields.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf } from "../resources.ts";
import { deliveryShape, eventShape, eventWithDeliveriesShape } from "./webhook_shapes.ts";

const eventFilter = fields({
  after: reference().optional().meta({
    description: "Events after this one, oldest first: for a receiver that missed some.",
  }),
  before: reference().optional().meta({
    description: "Events before this one, newest first.",
  }),
  type: z.enum(webhookTypes).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
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
        description:
          "Newest first, paged with `before`; or oldest first, paged with `after`. `next` is the ID to pass.",
        query: eventFilter,
        reads: true,
        answers: { 200: { description: "A page of events.", body: listOf(eventShape) } },
        refusals: ["cursor_unknown", "cursors_combined"],
      }),
      async (c) => {
        const { limit, type, ...given } = c.req.valid("query");
        const after = cursor(given.after);
        const before = cursor(given.before);
        if (given.after !== undefined && given.before !== undefined) return twoCursors(c);
        if (after === "malformed") return cursorUnknown(c, "after");
        if (before === "malformed") return cursorUnknown(c, "before");
        const caller = c.get("caller");
        const from = after ?? before;
        const [merchant, page, ...known] = await deps.load(
          deps.merchants.calling(caller),
          deps.events.list(caller, { limit: limit + 1, after, before, type }),
          ...(from ? [deps.events.ownById(caller, from)] : []),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (from && !known[0]) return cursorUnknown(c, after ? "after" : "before");

        const shown = page.slice(0, limit);
        const next = page.length > limit ? shown.at(-1)?.eventId : undefined;
        return c.json({ data: shown.map(eventResource), next: next ?? null });
      },
    )
    .get(
      "/:event_id",
      operation({
        tag: "Events",
        summary: "Get an event and its webhook deliveries",
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
          deps.events.ownById(caller, eventId),
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
        description: "The same `webhook-id`, with new attempts.",
        body: again,
        bodyOptional: true,
        answers: {
          202: { description: "The deliveries, queued.", body: listOf(deliveryShape) },
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

function cursor(given: string | undefined): EventId | "malformed" | undefined {
  return given === undefined ? undefined : parseId("evt", given) ?? "malformed";
}

function cursorUnknown(c: Context, path: "after" | "before"): Response {
  const detail = "must be the ID of one of your events";
  return problem(c, { code: "cursor_unknown", errors: [{ path, code: "unknown", detail }] });
}

function twoCursors(c: Context): Response {
  const detail = "must not be combined with after";
  const errors = [{ path: "before", code: "not_allowed", detail }];
  return problem(c, { code: "cursors_combined", errors });
}

function eventNotFound(c: Context): Response {
  return problem(c, { code: "event_not_found" });
}
