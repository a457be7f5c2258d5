import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { Kid } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Merchant } from "./merchant.ts";
import { allScopes, type SignatureAlg } from "./merchant_key.ts";

export type AddProposedKeyRefusal =
  | { readonly code: "key_still_active" }
  | { readonly code: "key_already_registered"; readonly kid: Kid };

/**
 * What registers a new key of a merchant number that has none left to sign with: its way back, which two people open.
 * One that can sign adds its next key by itself.
 */
export async function addProposedKey(
  deps: Deps,
  { merchant, alg, jwk, at, by }: {
    readonly merchant: Merchant;
    readonly alg: SignatureAlg;
    readonly jwk: string;
    readonly at: Instant;
    readonly by: Actor;
  },
): Promise<Result<readonly DomainEvent[], AddProposedKeyRefusal>> {
  const { merchantNo } = merchant;
  const caller = { type: "portal", merchantNo } as const;
  const [keys, same] = await deps.load(
    deps.merchants.keysOf(caller),
    deps.merchants.sameKey(caller, jwk),
  );
  if (same) return rejected({ code: "key_already_registered", kid: same.kid });
  if (keys.some((each) => each.state === "active")) return rejected({ code: "key_still_active" });
  return ok([{
    type: "key.added",
    key: {
      kid: deps.newId("key"),
      merchantNo,
      alg,
      jwk,
      scopes: allScopes,
      state: "active",
      notBefore: at,
      retireAt: undefined,
      lastSignedAt: undefined,
      createdAt: at,
      version: 1,
    },
    onlyAs: "last_resort",
    eventId: deps.newId("evt"),
    at,
    by,
  }]);
}
