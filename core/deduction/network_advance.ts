import type { Instant } from "../time.ts";

/**
 * What the network paid for a payer who had too little (垫付). They owe it to the network until it is repaid, the network
 * bears it, or takes it back of the merchant.
 */
export type NetworkAdvance =
  | { readonly state: "outstanding" }
  | { readonly state: AdvanceEnd; readonly endedAt: Instant };

export type AdvanceEnd = "repaid" | "written_off" | "reclaimed";
export const advanceStates = ["outstanding", "repaid", "written_off", "reclaimed"] as const;
export type AdvanceState = NetworkAdvance["state"];
