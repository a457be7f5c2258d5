import type { LinkId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

export type LinkState = "active" | "paused";
export type LinkSignal = "paused" | "resumed";

/** A paused link opens no order; orders already opened are not affected. */
export const linkMachine: Machine<LinkState, LinkSignal> = {
  active: { paused: "paused" },
  paused: { resumed: "active" },
};

/** A reusable way to pay one merchant: a link, a printed code, a tag. It opens an order each time. */
export interface Link {
  readonly linkId: LinkId;
  readonly merchantNo: MerchantNo;
  readonly subject: string;
  /** Undefined: the consumer enters it. */
  readonly amount: Money | undefined;
  readonly state: LinkState;
  readonly createdAt: Instant;
  readonly version: number;
}

/** The link after `signal`, one version later; a link already in that state stays as it is. */
export function advance(link: Link, signal: LinkSignal): Link {
  const state = linkMachine[link.state][signal];
  return state === undefined ? link : { ...link, state, version: link.version + 1 };
}
