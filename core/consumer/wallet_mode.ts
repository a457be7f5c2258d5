import type { Deps } from "../deps.ts";
import type { Issuer } from "../identity/identity.ts";
import type { Mode } from "../merchant/merchant.ts";
import { modeOf } from "../payment/channel_for.ts";

/** What a wallet that was opened by this identity is about: a phone opens any, so real money unless no channel moves any. */
export function walletMode({ channels }: Pick<Deps, "channels">, issuer: Issuer): Mode {
  if (issuer !== "phone") return modeOf(issuer);
  const live = Object.values(channels).some(({ name, contracts }) =>
    contracts !== undefined && modeOf(name) === "live"
  );
  return live ? "live" : "test";
}
