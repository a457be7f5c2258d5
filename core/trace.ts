import type { Instant } from "./time.ts";

/** A request that was answered: never its path, query, headers or body, of which some are themselves a secret. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern: `/v1/orders/:order_id`. */
  readonly route: string;
  readonly status: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

export type Trace = (answered: AnsweredRequest) => void;
