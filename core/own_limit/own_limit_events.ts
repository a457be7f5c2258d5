import type { EventSpecs } from "../event_spec.ts";
import type { Bounds, OwnLimit } from "./own_limit.ts";

export interface OwnLimitEvent {
  readonly type: "own_limit.changed";
  readonly ownLimit: OwnLimit;
  /** What held until then. */
  readonly before: Bounds;
  /** Whose contract it bounds; empty where it bounds all. */
  readonly payee: string;
}

export const ownLimitEvents = {
  // No merchant is concerned: what somebody allows themselves is their own business.
  "own_limit.changed": {
    subject: ({ ownLimit: { consumerId, about, version } }) => ({
      subjectId: `own_limit:${consumerId}:${about}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ ownLimit: { about, perTransaction, perDay } }) => ({
      about,
      per_transaction: perTransaction?.fen ?? null,
      per_day: perDay?.fen ?? null,
    }),
    holds: ({ ownLimit: { consumerId } }) => ({ not_erased: consumerId }),
  },
} satisfies EventSpecs<OwnLimitEvent>;
