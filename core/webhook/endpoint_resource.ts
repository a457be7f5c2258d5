import { rfc3339 } from "../time.ts";
import { type Endpoint, secretsInForce } from "./endpoint.ts";
import type { Instant } from "../time.ts";

/** The endpoint as the API shows it at `now`; its secret is never part of it. */
export function endpointResource(endpoint: Endpoint, now: Instant) {
  const inForce = secretsInForce(endpoint, now);
  return {
    endpoint_id: endpoint.endpointId,
    merchant_no: endpoint.merchantNo,
    url: endpoint.url,
    event_types: endpoint.eventTypes,
    merchant_nos: endpoint.merchantNos,
    state: endpoint.state,
    disabled_reason: endpoint.disabledReason ?? null,
    failing_since: endpoint.failingSince === undefined ? null : rfc3339(endpoint.failingSince),
    failures_in_row: endpoint.failuresInRow,
    public_key: inForce[0]?.publicKey ?? null,
    secrets: inForce.map((each) => ({
      number: each.number,
      public_key: each.publicKey,
      created_at: rfc3339(each.createdAt),
      expires_at: each.expiresAt === undefined ? null : rfc3339(each.expiresAt),
    })),
    created_at: rfc3339(endpoint.createdAt),
  };
}
