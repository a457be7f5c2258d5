import type { EndpointId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import { between, days, type Instant } from "../time.ts";
import type { WebhookType } from "./event_type.ts";

export type EndpointState = "enabled" | "disabled" | "deleted";
export type EndpointSignal = "enabled" | "disabled" | "deleted";

export const endpointMachine: Machine<EndpointState, EndpointSignal> = {
  enabled: { disabled: "disabled", deleted: "deleted" },
  disabled: { enabled: "enabled", deleted: "deleted" },
  deleted: {},
};

export const ENDPOINTS_MAX = 50;

/** `gone`: it answered 410. `dead`: nothing but failures for days. `merchant`: disabled by its owner. */
export type DisabledReason = "gone" | "dead" | "merchant";

/** Where a merchant's webhooks go. */
export interface Endpoint {
  readonly endpointId: EndpointId;
  readonly merchantNo: MerchantNo;
  readonly url: string;
  /** Empty = every type. */
  readonly eventTypes: readonly WebhookType[];
  /** For a parent: only webhooks about these merchant numbers; empty = its own and all its children's. */
  readonly merchantNos: readonly MerchantNo[];
  readonly state: EndpointState;
  /** Start of the current run of failures. */
  readonly failingSince: Instant | undefined;
  readonly failuresInRow: number;
  readonly disabledReason: DisabledReason | undefined;
  readonly createdAt: Instant;
  readonly version: number;
  /** Newest first. */
  readonly secrets: readonly EndpointSecret[];
}

/** One signing secret, sealed at rest. During a rotation's overlap, two are active. */
export interface EndpointSecret {
  readonly number: number;
  /** Sealed `whsec_…` (v1) and Ed25519 private key (v1a). */
  readonly sealedSecret: string;
  readonly sealedPrivateKey: string;
  /** `whpk_…` */
  readonly publicKey: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | undefined;
}

/** The secrets that sign at `now`, the newest first. */
export function secretsInForce(endpoint: Endpoint, now: Instant): readonly EndpointSecret[] {
  return endpoint.secrets
    .filter((each) => each.expiresAt === undefined || each.expiresAt > now)
    .toSorted((a, b) => b.number - a.number);
}

type Run = Pick<Endpoint, "failingSince" | "failuresInRow">;

const FAILING_MAX = days(5);
// A single webhook is given up after ten attempts: fewer failures than that may be one bad webhook, not a dead
// address.
const FAILURES_IN_ROW_MAX = 10;

export function failingTooLong(run: Run, now: Instant): boolean {
  return run.failingSince !== undefined && between(run.failingSince, now) >= FAILING_MAX;
}

export function failingTooOften(run: Run): boolean {
  return run.failuresInRow >= FAILURES_IN_ROW_MAX;
}
