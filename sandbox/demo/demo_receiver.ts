import type { Query } from "../../core/query.ts";
import type { Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import type { EndpointId } from "../../core/id.ts";

/** Whether a signature is valid, as a receiver sees it. */
export type SignatureVerdict = "holds" | "wrong" | "missing";

/** One webhook as the demo's receiver got it. */
export interface ReceivedWebhook {
  readonly webhookId: string;
  readonly type: string;
  readonly receivedAt: Instant;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The endpoint whose secret matches; absent when none does. */
  readonly endpointId: EndpointId | undefined;
  /** The `webhook-signature` of Standard Webhooks. */
  readonly standard: SignatureVerdict;
  /** The portal's own detached JWS. */
  readonly jws: SignatureVerdict;
}

export interface DemoStore {
  /** Newest first, each with its number in order of arrival. */
  received(max: number): Query<readonly (ReceivedWebhook & { readonly seq: number })[]>;
  keep(webhook: ReceivedWebhook): Unit;
  /** Whoever sends to this URL: the receiver is the one stranger whose secrets are here too. */
  endpointsAt(url: string): Query<readonly EndpointId[]>;
}
