import type { MerchantNo, OrderId, ScreenId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";

export type ScreenState = "pairing" | "paired" | "unpaired";
export type ScreenSignal = "paired" | "unpaired";

/** Paired once by a short code; what was unpaired shows nothing any more. */
export const screenMachine: Machine<ScreenState, ScreenSignal> = {
  pairing: { paired: "paired", unpaired: "unpaired" },
  paired: { unpaired: "unpaired" },
  unpaired: {},
};

/** A till's screen: it shows whatever its merchant number opens next. */
export type Screen = ScreenFacts & ScreenStanding;

export interface ScreenFacts {
  readonly screenId: ScreenId;
  readonly merchantNo: MerchantNo;
  /** The merchant's own name for it, e.g. the till's. */
  readonly name: string;
  readonly createdAt: Instant;
  readonly version: number;
}

export type ScreenStanding =
  | {
    readonly state: "pairing";
    /** Keyed digest of the short code; the code itself is told once and not kept. */
    readonly pairingDigest: string;
    readonly pairingExpiresAt: Instant;
  }
  | {
    readonly state: "paired";
    readonly pairedAt: Instant;
    /** Keyed digest of what the till's browser keeps. */
    readonly tokenDigest: string;
    /** The newest order at that moment: only later ones are shown. */
    readonly afterOrderId: OrderId | undefined;
  }
  | { readonly state: "unpaired"; readonly unpairedAt: Instant };
