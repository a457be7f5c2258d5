import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { merchantNow } from "../../../core/merchant/merchant.ts";
import { seconds } from "../../../core/time.ts";
import { addEndpoint, type EndpointWithSecret } from "../../../core/webhook/add_endpoint.ts";
import { changeEndpoint } from "../../../core/webhook/change_endpoint.ts";
import { deleteEndpoint } from "../../../core/webhook/delete_endpoint.ts";
import { deliveryResource } from "../../../core/webhook/delivery_resource.ts";
import { endpointResource } from "../../../core/webhook/endpoint_resource.ts";
import { webhookTypes } from "../../../core/webhook/event_type.ts";
import { OVERLAP, rotateSecret } from "../../../core/webhook/rotate_secret.ts";
import { sendTestEvent } from "../../../core/webhook/send_test_event.ts";
import type { ApiEnv } from "../../app_env.ts";
import { paths } from "../../../core/paths.ts";
import { fields } from "../fields.ts";
import { problem } from "../problem.ts";
import { receiverUrl } from "./receiver_url_field.ts";
import { operation } from "../operation.ts";
import { listOf } from "../resources.ts";
import { deliveryShape, endpointShape, newEndpointShape } from "./webhook_shapes.ts";

const MERCHANT_NOS_MAX = 200;
const OVERLAP_SECONDS_MAX = 30 * 24 * 3_600;

const filters = {
  event_types: z.array(z.enum(webhookTypes)).max(webhookTypes.length),
  merchant_nos: z.array(z.string().regex(/^[0-9A-Za-z]{15}$/, { error: "15 letters and digits" }))
    .max(MERCHANT_NOS_MAX),
};

const rotation = fields({
  overlap_seconds: z.int().min(0).max(OVERLAP_SECONDS_MAX).nullish().meta({
    description: "How long the old secret keeps signing alongside the new one; one day by default.",
  }),
});
const test = fields({
  type: z.enum(webhookTypes).nullish().meta({ description: "Sent as `data.sample`." }),
});

const endpoint = { description: "The endpoint.", body: endpointShape };
const withSecret = { description: "The endpoint, with its secret.", body: newEndpointShape };

export function webhookEndpointRoutes(deps: Deps): Hono<ApiEnv> {
  const url = receiverUrl({ allowPrivate: deps.config.webhookAllowPrivate });
  const newEndpoint = fields({
    url,
    event_types: filters.event_types.nullish(),
    merchant_nos: filters.merchant_nos.nullish(),
  });
  const changes = fields({
    url: url.optional(),
    event_types: filters.event_types.optional(),
    merchant_nos: filters.merchant_nos.optional(),
    state: z.enum(["enabled", "disabled"]).optional(),
  });

  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Webhooks",
        summary: "Add a webhook endpoint",
        act: "settings",
        description: "The secret is shown in this response and never again.",
        body: newEndpoint,
        answers: { 201: withSecret },
        refusals: ["endpoints_too_many", "merchant_not_in_family"],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const added = await addEndpoint(deps, {
          caller: c.get("caller"),
          url: body.url,
          eventTypes: [...new Set(body.event_types ?? [])],
          merchantNos: [...new Set(body.merchant_nos ?? [])].map(merchantNo),
        });
        if (!added.ok) return problem(c, added.error);
        c.header("Location", paths.endpoint(added.value.endpoint.endpointId));
        return c.json(presentWithSecret(added.value), 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Webhooks",
        summary: "List your webhook endpoints",
        reads: true,
        answers: {
          200: { description: "All endpoints, on one page.", body: listOf(endpointShape) },
        },
      }),
      async (c) => {
        const caller = c.get("caller");
        const [merchant, endpoints] = await deps.load(
          deps.merchants.calling(caller),
          deps.endpoints.list(caller),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        const now = merchantNow(merchant, deps.now());
        return c.json({ data: endpoints.map((each) => endpointResource(each, now)), next: null });
      },
    )
    .get(
      "/:endpoint_id",
      operation({
        tag: "Webhooks",
        summary: "Get a webhook endpoint",
        reads: true,
        answers: { 200: endpoint },
        refusals: ["endpoint_not_found"],
      }),
      async (c) => {
        const endpointId = parseId("whe", c.req.param("endpoint_id"));
        if (!endpointId) return endpointNotFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.endpoints.ownById(caller, endpointId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        if (!found) return endpointNotFound(c);
        return c.json(endpointResource(found, merchantNow(merchant, deps.now())));
      },
    )
    .patch(
      "/:endpoint_id",
      operation({
        tag: "Webhooks",
        summary: "Change a webhook endpoint, or disable and enable it",
        act: "settings",
        description: "Only the given fields change. Disabling it cancels the deliveries due to it.",
        body: changes,
        answers: { 200: endpoint },
        refusals: ["endpoint_not_found", "merchant_not_in_family"],
      }),
      async (c) => {
        const endpointId = parseId("whe", c.req.param("endpoint_id"));
        if (!endpointId) return endpointNotFound(c);
        const body = c.req.valid("json");
        const changed = await changeEndpoint(deps, {
          caller: c.get("caller"),
          endpointId,
          changes: {
            url: body.url,
            eventTypes: body.event_types && [...new Set(body.event_types)],
            merchantNos: body.merchant_nos && [...new Set(body.merchant_nos)].map(merchantNo),
            state: body.state,
          },
        });
        if (!changed.ok) return problem(c, changed.error);
        return c.json(endpointResource(changed.value.endpoint, changed.value.at));
      },
    )
    .delete(
      "/:endpoint_id",
      operation({
        tag: "Webhooks",
        summary: "Delete a webhook endpoint",
        act: "settings",
        description:
          "This can't be undone. Deliveries due to it are cancelled; the events stay listed.",
        answers: { 204: { description: "Deleted." } },
        refusals: ["endpoint_not_found"],
      }),
      async (c) => {
        const endpointId = parseId("whe", c.req.param("endpoint_id"));
        if (!endpointId) return endpointNotFound(c);
        const deleted = await deleteEndpoint(deps, { caller: c.get("caller"), endpointId });
        return deleted.ok ? c.body(null, 204) : problem(c, deleted.error);
      },
    )
    .post(
      "/:endpoint_id/secrets",
      operation({
        tag: "Webhooks",
        summary: "Rotate an endpoint's secret",
        act: "settings",
        description:
          "Until the overlap ends, every webhook carries signatures by both secrets, so you miss nothing.",
        body: rotation,
        bodyOptional: true,
        answers: { 201: withSecret },
        refusals: ["endpoint_not_found"],
      }),
      async (c) => {
        const endpointId = parseId("whe", c.req.param("endpoint_id"));
        if (!endpointId) return endpointNotFound(c);
        const { overlap_seconds: given } = c.req.valid("json");
        const rotated = await rotateSecret(deps, {
          caller: c.get("caller"),
          endpointId,
          overlap: typeof given === "number" ? seconds(given) : OVERLAP,
        });
        return rotated.ok
          ? c.json(presentWithSecret(rotated.value), 201)
          : problem(c, rotated.error);
      },
    )
    .post(
      "/:endpoint_id/test_deliveries",
      operation({
        tag: "Webhooks",
        summary: "Send a test webhook to this endpoint only",
        act: "settings",
        body: test,
        bodyOptional: true,
        answers: { 202: { description: "The delivery, queued.", body: deliveryShape } },
        refusals: ["endpoint_not_found", "endpoint_disabled"],
      }),
      async (c) => {
        const endpointId = parseId("whe", c.req.param("endpoint_id"));
        if (!endpointId) return endpointNotFound(c);
        const sample = c.req.valid("json").type ?? "endpoint.test";
        const sent = await sendTestEvent(deps, { caller: c.get("caller"), endpointId, sample });
        if (!sent.ok) return problem(c, sent.error);
        deps.nudge("deliver_webhooks");
        return c.json(deliveryResource(sent.value), 202);
      },
    );
}

function presentWithSecret({ endpoint, secret, at }: EndpointWithSecret) {
  return { ...endpointResource(endpoint, at), secret };
}

function endpointNotFound(c: Context): Response {
  return problem(c, { code: "endpoint_not_found" });
}
