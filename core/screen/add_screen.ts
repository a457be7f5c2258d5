import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, ScreenId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Instant } from "../time.ts";
import { digestPairingCode, makePairingCode } from "./pairing_code.ts";
import { noRefunds, PAIRING_LIFE, type Screen, SCREENS_MAX } from "./screen.ts";

export interface AddScreen {
  readonly caller: Caller;
  readonly name: string;
}

export type AddScreenRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: Product }
  | { readonly code: "screens_too_many"; readonly max: number };

/** A screen with the short code that is shown only once. */
export interface ScreenWithCode {
  readonly screen: Screen;
  readonly pairingCode: string;
}

/** Adds a screen to be paired within ten minutes by its short code. */
export function addScreen(
  deps: Deps,
  command: AddScreen,
): Promise<Result<ScreenWithCode, AddScreenRefusal>> {
  // Very rarely another screen waits under the same short code: then a new one is drawn.
  return retryOnConflict(async () => {
    const { caller } = command;
    const [merchant, screens] = await deps.load(
      deps.merchants.calling(caller),
      deps.screens.list(caller),
    );
    const pairingCode = makePairingCode(deps.random);
    const decision = decide(command, { merchant, screens }, {
      screenId: deps.newId("scr"),
      eventId: deps.newId("evt"),
      now: deps.now(),
      pairingDigest: await digestPairingCode(deps.vault, pairingCode),
    });
    if (!decision.ok) return decision;
    await deps.commit([decision.value]);
    return ok({ screen: decision.value.screen, pairingCode });
  });
}

export function decide(
  { caller, name }: AddScreen,
  { merchant, screens }: {
    readonly merchant: Merchant | undefined;
    readonly screens: readonly Screen[];
  },
  given: {
    readonly screenId: ScreenId;
    readonly eventId: EventId;
    readonly now: Instant;
    readonly pairingDigest: string;
  },
): Result<Extract<DomainEvent, { type: `screen.${string}` }>, AddScreenRefusal> {
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!merchant.products.includes("screen_code")) {
    return rejected({ code: "product_not_enabled", product: "screen_code" });
  }
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  if (screens.length >= SCREENS_MAX) {
    return rejected({ code: "screens_too_many", max: SCREENS_MAX });
  }
  const at = merchantNow(merchant, given.now);
  const screen: Screen = {
    screenId: given.screenId,
    merchantNo: merchant.merchantNo,
    name,
    createdAt: at,
    seenAt: undefined,
    pin: undefined,
    refundLimit: noRefunds,
    version: 1,
    state: "pairing",
    pairingDigest: given.pairingDigest,
    pairingExpiresAt: after(at, PAIRING_LIFE),
  };
  const { eventId } = given;
  return ok({ type: "screen.added", screen, eventId, at, by: byCaller(caller) });
}
