import { eq, sql } from "drizzle-orm";
import type { Endpoint, EndpointSecret } from "../../core/webhook/endpoint.ts";
import type { EndpointEvent } from "../../core/webhook/endpoint_events.ts";
import type { DeliveryEvent } from "../../core/webhook/delivery_events.ts";
import { insertAsked } from "./deliveries/spread.ts";
import { deliveries, endpoints, endpointSecrets } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const endpointChanges = {
  "endpoint.added": ({ endpoint }) => [
    insertEndpoint(endpointRow(endpoint)),
    ...endpoint.secrets.map((each) => insertSecret(secretRow(endpoint, each))),
  ],
  "endpoint.changed": updateOrCancel,
  "endpoint.disabled": updateOrCancel,
  "endpoint.deleted": updateOrCancel,
  "endpoint.secret_rotated": ({ endpoint, secret, previousExpiresAt }) => [
    updateEndpoint(endpointRow(endpoint)),
    endSecrets({ endpointId: endpoint.endpointId, expiresAt: previousExpiresAt }),
    insertSecret(secretRow(endpoint, secret)),
  ],
  "endpoint.test": update,
} satisfies Changes<EndpointEvent>;

export const deliveryChanges = {
  "delivery.requested": ({ delivery, at }) => insertAsked([delivery], at),
} satisfies Changes<DeliveryEvent>;

function update({ endpoint }: EndpointEvent) {
  return [updateEndpoint(endpointRow(endpoint))];
}

function updateOrCancel({ endpoint }: EndpointEvent) {
  return [
    updateEndpoint(endpointRow(endpoint)),
    ...(endpoint.state === "enabled" ? [] : [cancelDue(endpointRow(endpoint))]),
  ];
}

const at = sql.placeholder;

const insertEndpoint = prepare<ReturnType<typeof endpointRow>>(
  build.insert(endpoints).values({
    endpointId: at("endpointId"),
    merchantNo: at("merchantNo"),
    url: at("url"),
    eventTypes: at("eventTypes"),
    merchantNos: at("merchantNos"),
    state: at("state"),
    failuresInRow: sql`0`,
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

/** The dispatcher counts the run of failures; enabling the endpoint again or changing its URL resets it. */
const updateEndpoint = prepare<ReturnType<typeof endpointRow>>(
  build.update(endpoints).set({
    url: sql`${at("url")}`,
    eventTypes: sql`${at("eventTypes")}`,
    merchantNos: sql`${at("merchantNos")}`,
    state: sql`${at("state")}`,
    failingSince: sql`case when state = 'enabled' and url = ${at("url")} then failing_since end`,
    failuresInRow: sql`case when state = 'enabled' and url = ${
      at("url")
    } then failures_in_row else 0 end`,
    disabledReason: sql`${at("disabledReason")}`,
    version: sql`${at("version")}`,
  }).where(eq(endpoints.endpointId, at("endpointId"))),
);

/** Nothing is queued for a disabled endpoint: the events list has it all, and a redelivery sends it again. */
const cancelDue = prepare<ReturnType<typeof endpointRow>>(
  build.update(deliveries).set({ state: sql`'cancelled'`, nextAttemptAt: sql`null` })
    .where(sql`endpoint_id = ${at("endpointId")} and state = 'due'`),
);

function endpointRow(endpoint: Endpoint) {
  return {
    ...endpoint,
    eventTypes: JSON.stringify(endpoint.eventTypes),
    merchantNos: JSON.stringify(endpoint.merchantNos),
  };
}

const insertSecret = prepare<ReturnType<typeof secretRow>>(
  build.insert(endpointSecrets).values({
    endpointId: at("endpointId"),
    number: at("number"),
    sealedSecret: at("sealedSecret"),
    sealedPrivateKey: at("sealedPrivateKey"),
    publicKey: at("publicKey"),
    createdAt: at("createdAt"),
    expiresAt: at("expiresAt"),
  }),
);

const endSecrets = prepare(
  build.update(endpointSecrets).set({ expiresAt: sql`${at("expiresAt")}` }).where(
    sql`endpoint_id = ${at("endpointId")} and (expires_at is null or expires_at > ${
      at("expiresAt")
    })`,
  ),
);

function secretRow(endpoint: Endpoint, secret: EndpointSecret) {
  return { endpointId: endpoint.endpointId, ...secret };
}
