import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { type Consumer, maskedName, maskedPhone } from "../consumer/consumer.ts";
import { isDoubted } from "../consumer/lost_phone.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { PasskeyId } from "../id.ts";
import { PASSKEYS_MAX } from "../passkey/passkey.ts";
import { readRegistration, registrationOptions } from "../passkey/register_passkey.ts";
import type { Registration } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { ConsumerSession } from "../session/session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "./may_enrol.ts";
import { viewPasskeys } from "./view_passkeys.ts";

export type AddPasskeyRefusal =
  /** Whoever finds a phone unlocked makes no passkey in it: the proof of who is there is too old. */
  | EnrolRefusal
  /** Nor does whoever gets the codes of a phone that is reported lost. */
  | { readonly code: "phone_lost" }
  | { readonly code: "passkey_refused" }
  | { readonly code: "passkeys_too_many"; readonly max: number };

/** What the browser needs to make a passkey of whoever is signed in. */
export async function passkeyOptions(
  deps: Deps,
  { consumer, session }: Pick<ConsumerHere, "consumer" | "session">,
) {
  if (isDoubted(session, consumer.phoneLostAt, deps.now())) {
    return rejected({ code: "phone_lost" } as const);
  }
  const { consumerId } = consumer;
  const { passkeys: existing, refused } = await viewPasskeys(deps, { consumer, session });
  if (refused) return rejected({ code: refused });
  const { name, phone } = await openIdentity(deps.vault, consumer);
  const shown = phone ? maskedPhone(phone) : name ? maskedName(name) : deps.config.institution;
  const owner = { ownerId: consumerId, name: shown, existing };
  return ok(await registrationOptions(deps, subjectOf(session), owner));
}

export async function addPasskey(
  deps: Deps,
  { here, response, name }: {
    readonly here: Pick<ConsumerHere, "consumer" | "session">;
    readonly response: Registration;
    readonly name: string;
  },
): Promise<Result<ConsumerPasskey, AddPasskeyRefusal>> {
  const { consumer: { consumerId }, session } = here;
  const { refused } = await viewPasskeys(deps, here);
  if (refused) return rejected({ code: refused });
  const credential = await readRegistration(deps, subjectOf(session), response);
  if (!credential) return rejected({ code: "passkey_refused" });
  return await retryOnConflict(async () => {
    const [found, same] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.consumerPasskeys.byCredential(credential.credentialId),
    );
    const enrolled = await enrolledOf(deps, consumerId);
    const existing = enrolled.passkeys;
    const refused = enrolRefusal(session, enrolled, deps.now());
    if (refused) return rejected(refused);
    // Registered already, here or for somebody else.
    if (!found || same) return rejected({ code: "passkey_refused" });
    if (isDoubted(session, found.consumer.phoneLostAt, deps.now())) {
      return rejected({ code: "phone_lost" });
    }
    if (existing.length >= PASSKEYS_MAX) {
      return rejected({ code: "passkeys_too_many", max: PASSKEYS_MAX });
    }
    const passkey: ConsumerPasskey = {
      ...credential,
      passkeyId: deps.newId("pky"),
      consumerId,
      name,
      createdAt: deps.now(),
      usedAt: undefined,
    };
    const { consumer } = found;
    await deps.commit([
      { type: "consumer.passkey_added", passkey, ...step(deps, consumer) },
    ]);
    return ok(passkey);
  });
}

/** `last_way_in`: nothing else opens the account. */
type RemovePasskeyRefusal =
  | EnrolRefusal
  | { readonly code: "passkey_not_found" | "phone_lost" | "last_way_in" };

/**
 * Removes it; every other session that began with a passkey ends, for it may have begun with this one. It takes what
 * adding one takes: whoever gets the codes of a phone does not take away what they cannot show.
 */
export function removePasskey(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, passkeyId }: {
    readonly here: Pick<ConsumerHere, "consumer" | "session">;
    readonly passkeyId: PasskeyId;
  },
): Promise<Result<undefined, RemovePasskeyRefusal>> {
  return retryOnConflict(async () => {
    const [found, ways] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.identities.of(consumerId),
    );
    const enrolled = await enrolledOf(deps, consumerId);
    const all = enrolled.passkeys;
    const passkey = all.find((each) => each.passkeyId === passkeyId);
    if (!found || !passkey) return rejected({ code: "passkey_not_found" });
    if (isDoubted(session, found.consumer.phoneLostAt, deps.now())) {
      return rejected({ code: "phone_lost" });
    }
    const refused = enrolRefusal(session, enrolled, deps.now());
    if (refused) return rejected(refused);
    if (all.length + ways.length === 1) return rejected({ code: "last_way_in" });
    await deps.commit([{
      type: "consumer.passkey_removed",
      passkey,
      kept: session.sessionId,
      ...step(deps, found.consumer),
    }]);
    return ok(undefined);
  });
}

function step(deps: Deps, consumer: Consumer) {
  return {
    consumer: { ...consumer, version: consumer.version + 1 },
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byConsumer(consumer.consumerId),
  };
}

function subjectOf({ sessionId }: ConsumerSession): string {
  return `consumer add ${sessionId}`;
}
