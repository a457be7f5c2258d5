import { byConsumer } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { isFresh, type SessionConsumer, type TwoSessions } from "../session/session.ts";
import { sha256 } from "../sha256.ts";

interface Two {
  readonly now: SessionConsumer;
  readonly then: SessionConsumer;
}

export type JoinRefusal = { readonly code: "not_joinable" };

/**
 * Whether the phone that has just answered a code becomes one more way into the account that is signed in. Only a phone
 * does: its code was typed here, while a link of an app may have been anybody's. The account that had it goes on without
 * it, so there must be nothing in it; the write has the last word.
 */
export async function mayJoin(deps: Deps, { now, then }: Two): Promise<boolean> {
  const at = deps.now();
  if (then.session.proof !== "phone" || !isFresh(then.session, at)) return false;
  if (!isFresh(now.session, at)) return false;
  const { tokenDigest } = then.session;
  const [own, passkeys, pin, inForce, ended, bindings] = await deps.load(
    deps.identities.of(now.consumer.consumerId),
    deps.consumerPasskeys.of(then.consumer.consumerId),
    deps.paymentPins.of(then.consumer.consumerId),
    deps.contracts.inForceOfSession(tokenDigest, at),
    deps.contracts.endedOfSession(tokenDigest, at),
    deps.cardBindings.ofSession(tokenDigest, at),
  );
  const hasPhone = own.some(({ issuer }) => issuer === "phone");
  return !hasPhone && !pin && [...passkeys, ...inForce, ...ended, ...bindings].length === 0;
}

/** Joins the phone of `entered` to the account of `session`; what it opened before, it opens no more. */
export async function joinIdentity(
  deps: Deps,
  { session, entered }: TwoSessions,
): Promise<Result<undefined, JoinRefusal>> {
  const refused = rejected({ code: "not_joinable" } as const);
  const [here, other] = await Promise.all([sha256(session), sha256(entered)]);
  const at = deps.now();
  const [now, then] = await deps.load(
    deps.sessions.consumerIn(here, at),
    deps.sessions.consumerIn(other, at),
  );
  if (!now || !then?.identity || !await mayJoin(deps, { now, then })) return refused;
  const { consumer } = now;
  const { consumerId } = consumer;
  // Not tried again: what was shown to the person is no longer so.
  const conflict = await conflictOf(deps.commit([{
    type: "consumer.identity_joined",
    consumer: { ...consumer, version: consumer.version + 1 },
    identity: { ...then.identity, consumerId },
    from: then.consumer.consumerId,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]));
  return conflict ? refused : ok(undefined);
}
