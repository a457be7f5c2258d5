import type { EndpointId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";
import type { WebhookType } from "./event_type.ts";

export type EndpointState = "enabled" | "disabled" | "deleted";
export type EndpointSignal = "enabled" | "disabled" | "deleted";

export const endpointMachine: Machine<EndpointState, EndpointSignal> = {
  enabled: { disabled: "disabled", deleted: "deleted" },
  disabled: { enabled: "enabled", deleted: "deleted" },
  deleted: {},
};

/** Where a merchant's notices go. */
export interface Endpoint {
  readonly endpointId: EndpointId;
  readonly merchantNo: MerchantNo;
  readonly url: string;
  /** Empty = every type. */
  readonly eventTypes: readonly WebhookType[];
  /** For a parent: only notices of these merchant numbers; empty = its own and all its children's. */
  readonly merchantNos: readonly MerchantNo[];
  readonly state: EndpointState;
  /** Start of the present run of nothing but failures. */
  readonly failingSince: Instant | undefined;
  readonly failuresInRow: number;
  readonly disabledReason: "gone" | "dead" | "merchant" | undefined;
  readonly createdAt: Instant;
  readonly version: number;
  readonly secrets: readonly EndpointSecret[];
}

/** One signing secret, sealed at rest. Two are in force while a rotation overlaps. */
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
