import type { MerchantNo, OrderId, ScreenId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type Money, noMoney } from "../money.ts";
import { type Duration, type Instant, minutes } from "../time.ts";

export type ScreenState = "pairing" | "paired" | "unpaired";
export type ScreenSignal = "paired" | "unpaired";

/** Paired once by a short code; an unpaired screen shows nothing. */
export const screenMachine: Machine<ScreenState, ScreenSignal> = {
  pairing: { paired: "paired", unpaired: "unpaired" },
  paired: { unpaired: "unpaired" },
  unpaired: {},
};

/** Of one merchant number, those not unpaired. */
export const SCREENS_MAX = 100;
/** Seen often enough for people, written seldom enough for the database. */
export const SEEN_EVERY: Duration = minutes(1);
/** A short code must be entered within this time. */
export const PAIRING_LIFE: Duration = minutes(10);

/** A till's screen: it shows each order its merchant number opens. */
export type Screen = ScreenFacts & ScreenStanding;

export interface ScreenFacts {
  readonly screenId: ScreenId;
  readonly merchantNo: MerchantNo;
  /** The merchant's own name for it, such as the till's. */
  readonly name: string;
  /** On the merchant's clock, like every time here but `seenAt`. */
  readonly createdAt: Instant;
  /** When its browser last asked, to the minute; on our clock. */
  readonly seenAt: Instant | undefined;
  /** Opens the shop assistant's side; without one it stays shut. */
  readonly pin: TillPin | undefined;
  readonly refundLimit: RefundLimit;
  readonly version: number;
}

export interface TillPin {
  /** Keyed, because a PIN is short enough to brute-force. */
  readonly digest: string;
  readonly setAt: Instant;
}

/** What may be refunded at its till. */
export interface RefundLimit {
  readonly each: Money;
  readonly perDay: Money;
}

export const noRefunds: RefundLimit = { each: noMoney, perDay: noMoney };

export type ScreenStanding =
  | {
    readonly state: "pairing";
    /** Keyed digest of the short code; the code itself is shown once and not stored. */
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

/** The screen after `signal`, one version later; a signal that leads nowhere leaves it as it is. */
export function advance(screen: Screen, signal: ScreenAdvance): Screen {
  if (!screenMachine[screen.state][signal.type]) return screen;
  const facts = factsOf(screen);
  switch (signal.type) {
    case "paired": {
      const { at, tokenDigest, afterOrderId } = signal;
      return { ...facts, state: "paired", pairedAt: at, tokenDigest, afterOrderId };
    }
    case "unpaired":
      return { ...facts, pin: undefined, state: "unpaired", unpairedAt: signal.at };
  }
}

function factsOf(screen: Screen): ScreenFacts {
  const { screenId, merchantNo, name, createdAt, seenAt, pin, refundLimit, version } = screen;
  const kept = { screenId, merchantNo, name, createdAt, seenAt, pin, refundLimit };
  return { ...kept, version: version + 1 };
}
