import type { Instant } from "../time.ts";

/**
 * What the network paid for a payer who had too little (垫付). They owe it to the network until it is repaid, the network
 * bears it, or takes it back of the merchant.
 */
export type NetworkAdvance =
  | { readonly state: "outstanding" }
  | { readonly state: AdvanceEnd; readonly endedAt: Instant };

export type AdvanceEnd = "repaid" | "written_off" | "reclaimed";
/** What two people may say of its end where the channel never does. */
export const advanceWays = ["repaid_by_payer", "repaid_by_other", "given_up"] as const;
export type AdvanceWay = (typeof advanceWays)[number];

/** Their word, with the bank's number of what was repaid. */
export interface AdvanceWord {
  readonly way: AdvanceWay;
  readonly reference: string | undefined;
  readonly why: string;
}

/** To whoever asks it ended as by the channel's word. */
export function endBy(way: AdvanceWay): AdvanceEnd {
  return way === "given_up" ? "written_off" : "repaid";
}

export const advanceStates = ["outstanding", "repaid", "written_off", "reclaimed"] as const;
export type AdvanceState = NetworkAdvance["state"];
