import type { EndpointId } from "../id.ts";
import type { Instant } from "../time.ts";

/** How an endpoint's receiver does. */
export interface EndpointHealth {
  readonly endpointId: EndpointId;
  /** Among the last attempts that are kept. */
  readonly lastSuccessAt: Instant | undefined;
  /** 95 of 100 attempts of the last day took no longer, in ms. */
  readonly p95: number | undefined;
  /** How many wait to be sent, counted no further than `WAITING_MAX`. */
  readonly waiting: number;
}

export const WAITING_MAX = 1_000;
/** So many of the newest attempts are looked at. */
export const ATTEMPTS_LOOKED_MAX = 200;
