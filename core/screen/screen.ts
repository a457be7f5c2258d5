import type { MerchantNo, OrderId, ScreenId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type Duration, type Instant, minutes } from "../time.ts";

export type ScreenState = "pairing" | "paired" | "unpaired";
export type ScreenSignal = "paired" | "unpaired";

/** Paired once by a short code; what was unpaired shows nothing any more. */
export const screenMachine: Machine<ScreenState, ScreenSignal> = {
  pairing: { paired: "paired", unpaired: "unpaired" },
  paired: { unpaired: "unpaired" },
  unpaired: {},
};

/** Of one merchant number, those not unpaired. */
export const SCREENS_MAX = 100;
/** A short code is typed within this time or not at all. */
export const PAIRING_LIFE: Duration = minutes(10);

/** A till's screen: it shows whatever its merchant number opens next. */
export type Screen = ScreenFacts & ScreenStanding;

export interface ScreenFacts {
  readonly screenId: ScreenId;
  readonly merchantNo: MerchantNo;
  /** The merchant's own name for it, e.g. the till's. */
  readonly name: string;
  /** On the merchant's clock, like every time here. */
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
    /** Digest of the 256 random bits that the till's browser keeps. */
    readonly tokenDigest: string;
    /** The newest order at that moment: only later ones are shown. */
    readonly afterOrderId: OrderId | undefined;
  }
  | { readonly state: "unpaired"; readonly unpairedAt: Instant };

export type ScreenAdvance =
  | {
    readonly type: "paired";
    readonly at: Instant;
    readonly tokenDigest: string;
    readonly afterOrderId: OrderId | undefined;
  }
  | { readonly type: "unpaired"; readonly at: Instant };

/** The screen after `signal`, one version further; a screen that the signal does not move stays as it is. */
export function advance(screen: Screen, signal: ScreenAdvance): Screen {
  if (!screenMachine[screen.state][signal.type]) return screen;
  const { screenId, merchantNo, name, createdAt } = screen;
  const facts = { screenId, merchantNo, name, createdAt, version: screen.version + 1 };
  switch (signal.type) {
    case "paired": {
      const { at, tokenDigest, afterOrderId } = signal;
      return { ...facts, state: "paired", pairedAt: at, tokenDigest, afterOrderId };
    }
    case "unpaired":
      return { ...facts, state: "unpaired", unpairedAt: signal.at };
  }
}
