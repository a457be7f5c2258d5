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
import type { MerchantKey } from "./merchant_key.ts";
import { merchantKeyMachine } from "./merchant_key.ts";

export interface RevokeKey {
  readonly caller: Caller;
  readonly kid: Kid;
}

export type RevokeKeyRefusal = CallerRefusal | { readonly code: "key_not_found" };

export interface RevokedKey {
  readonly key: MerchantKey;
  readonly events: readonly DomainEvent[];
}

/** Ends a key for good, from the next request on. Revoking it again changes nothing. */
export function revokeKey(
  deps: Deps,
  command: RevokeKey,
): Promise<Result<RevokedKey, RevokeKeyRefusal>> {
  return retryOnConflict(async () => {
    const { caller } = command;
    const facts = await deps.load(deps.merchants.calling(caller), deps.merchants.keysOf(caller));
    const decision = decide(command, facts, { eventId: deps.newId("evt"), now: deps.now() });
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

function decide(
  { caller, kid }: RevokeKey,
  [merchant, keys]: readonly [Merchant | undefined, readonly MerchantKey[]],
  given: { readonly eventId: EventId; readonly now: Instant },
): Result<RevokedKey, RevokeKeyRefusal> {
  if (!merchant) return rejected({ code: "key_unknown" });
  const key = keys.find((each) => each.kid === kid);
  if (!key) return rejected({ code: "key_not_found" });
  const state = merchantKeyMachine[key.state].revoked;
  if (!state) return ok({ key, events: [] });

  const revoked: MerchantKey = { ...key, state, version: key.version + 1 };
  const at = merchantNow(merchant, given.now);
  const { eventId } = given;
  return ok({
    key: revoked,
    events: [{ type: "key.revoked", key: revoked, eventId, at, by: byCaller(caller) }],
  });
}
