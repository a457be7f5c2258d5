import type { Deps } from "../deps.ts";
import type { Mode } from "../merchant/merchant.ts";
import { modeOf } from "../payment/channel_for.ts";
import type { Proof } from "../session/session.ts";

/** What a wallet that was opened so is about: no channel's app opens any, so real money unless no channel moves any. */
export function walletMode({ channels }: Pick<Deps, "channels">, proof: Proof): Mode {
  if (proof !== "phone" && proof !== "passkey") return modeOf(proof);
  const live = Object.values(channels).some(({ name, contracts }) =>
    contracts !== undefined && modeOf(name) === "live"
  );
  return live ? "live" : "test";
}
