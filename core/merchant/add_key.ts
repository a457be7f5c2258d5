import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, Kid } from "../id.ts";
import type { Result } from "../result.ts";
import { ok, rejected } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import type { Merchant } from "./merchant.ts";
import { merchantNow } from "./merchant.ts";
import {
  KEYS_IN_USE_MAX,
  type MerchantKey,
  type Scope,
  type SignatureAlg,
} from "./merchant_key.ts";

export interface AddKey {
  readonly caller: Caller;
  readonly alg: SignatureAlg;
  /** The public JWK's required members in one order, as JSON: the same key is the same text. */
  readonly jwk: string;
  readonly notBefore: Instant | undefined;
  readonly retireAt: Instant | undefined;
  /** In the order of `allScopes`. */
  readonly scopes: readonly Scope[];
}

export type AddKeyRefusal =
  | CallerRefusal
  | { readonly code: "signature_required" }
  | { readonly code: "key_dates_wrong"; readonly notBefore: Instant; readonly retireAt: Instant }
  | { readonly code: "key_already_registered"; readonly kid: Kid }
  | { readonly code: "keys_too_many"; readonly max: number };

export interface AddedKey {
  readonly key: MerchantKey;
  readonly events: readonly DomainEvent[];
}

/**
 * Registers a public key. A live merchant's secret key can only register its very first key: from then on keys are
 * added by signed requests. Repeating the same key and dates returns the first registration.
 */
export function addKey(deps: Deps, command: AddKey): Promise<Result<AddedKey, AddKeyRefusal>> {
  return retryOnConflict(async () => {
    const { caller, jwk } = command;
    const facts = await deps.load(
      deps.merchants.calling(caller),
      deps.merchants.sameKey(caller, jwk),
      deps.merchants.keysOf(caller),
    );
    const decision = decide(command, facts, {
      kid: deps.newId("key"),
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

function decide(
  { caller, alg, jwk, notBefore: asked, retireAt, scopes }: AddKey,
  [merchant, same, keys]: readonly [
    Merchant | undefined,
    MerchantKey | undefined,
    readonly MerchantKey[],
  ],
  given: { readonly kid: Kid; readonly eventId: EventId; readonly now: Instant },
): Result<AddedKey, AddKeyRefusal> {
  // A key that signed this was revoked when its number was closed.
  if (!merchant || merchant.state === "closed") return rejected({ code: "key_unknown" });
  const now = merchantNow(merchant, given.now);

  if (same) {
    const sameFacts = same.retireAt === retireAt && same.scopes.join() === scopes.join() &&
      (asked === undefined || asked === same.notBefore);
    if (same.state === "active" && sameFacts) return ok({ key: same, events: [] });
    return rejected({ code: "key_already_registered", kid: same.kid });
  }
  const onlyAsFirst = merchant.mode === "live" && caller.type === "secret_key";
  if (onlyAsFirst && keys.length > 0) {
    return rejected({ code: "signature_required" });
  }

  const notBefore = asked ?? now;
  if (retireAt !== undefined && (retireAt <= notBefore || retireAt <= now)) {
    return rejected({ code: "key_dates_wrong", notBefore, retireAt });
  }
  if (keys.filter((key) => key.state === "active").length >= KEYS_IN_USE_MAX) {
    return rejected({ code: "keys_too_many", max: KEYS_IN_USE_MAX });
  }

  const key: MerchantKey = {
    kid: given.kid,
    merchantNo: merchant.merchantNo,
    alg,
    jwk,
    state: "active",
    notBefore,
    retireAt,
    scopes,
    lastSignedAt: undefined,
    createdAt: now,
    version: 1,
  };
  const { eventId } = given;
  return ok({
    key,
    events: [{
      type: "key.added",
      key,
      onlyAs: onlyAsFirst ? "first" : undefined,
      eventId,
      at: now,
      by: byCaller(caller),
    }],
  });
}
