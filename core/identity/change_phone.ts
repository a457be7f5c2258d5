import { byConsumer } from "../actor.ts";
import { conflictOn, retryOnConflict } from "../conflict.ts";
import { plainPhone } from "../consumer/digest_identity.ts";
import { holderMark, newDevice } from "../consumer/known_device.ts";
import { isDoubted } from "../consumer/lost_phone.ts";
import { type PhoneRefusal, type ProvePhone, provePhone } from "../consumer/prove_phone.ts";
import { withPhone } from "../consumer/with_phone.ts";
import type { Deps } from "../deps.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "../factor/may_enrol.ts";
import { formerPhoneOf } from "../message/former_phone.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { sealIdentityPhone } from "./seal_phone.ts";

type Here = Pick<ConsumerHere, "consumer" | "session">;

export interface ChangePhone extends Omit<ProvePhone, "purpose"> {
  readonly here: Here;
}

/** Of whoever may not change the phone, before a code is sent or used up. */
export type MayChangeRefusal = EnrolRefusal | { readonly code: "phone_lost" };

export type ChangePhoneRefusal =
  | MayChangeRefusal
  | PhoneRefusal
  /** It opens another account, with something in it: said to nobody but who has just shown that they hold the phone. */
  | { readonly code: "phone_in_use" };

/** Changing the phone gives lasting access, as a first factor does: it takes what that takes. */
export async function mayChangePhone(
  deps: Deps,
  { consumer: { consumerId, phoneLostAt }, session }: Here,
): Promise<MayChangeRefusal | undefined> {
  const now = deps.now();
  if (isDoubted(session, phoneLostAt, now)) return { code: "phone_lost" };
  return enrolRefusal(session, await enrolledOf(deps, consumerId), now);
}

/**
 * The phone that has just answered a code opens this account from now on, and the one before no more; sessions that it had
 * begun elsewhere end. An account has one phone.
 */
export async function changePhone(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, ...answer }: ChangePhone,
): Promise<Result<{ readonly device: string }, ChangePhoneRefusal>> {
  const proved = await provePhone(deps, { purpose: "change", ...answer });
  if (!proved.ok) return proved;
  const { phoneDigest: subject } = proved.value;
  const phone = plainPhone(answer.phone);
  return await retryOnConflict(async () => {
    const [found, holder] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.identities.holder({ issuer: "phone", subject }),
    );
    if (!found) return rejected({ code: "session_not_fresh" });
    const { consumer } = found;
    const refused = await mayChangePhone(deps, { consumer, session });
    if (refused) return rejected(refused);
    if (holder?.consumerId !== consumerId) {
      const [taken] = holder ? await deps.load(deps.consumers.isInUse(holder.consumerId)) : [false];
      if (taken) return rejected({ code: "phone_in_use" });
      const at = deps.now();
      const eventId = deps.newId("evt");
      const sealedPhone = await sealIdentityPhone(deps.vault, subject, phone);
      const whose = { issuer: "phone", subject, consumerId } as const;
      const lost = await conflictOn(
        "identity_movable",
        deps.commit([{
          type: "consumer.phone_changed",
          consumer: { ...await withPhone(deps, consumer, phone), version: consumer.version + 1 },
          phone: {
            identity: { ...whose, createdAt: at, provedAt: at, sealedPhone },
            from: holder?.consumerId,
          },
          formerPhone: await formerPhoneOf(deps, consumerId, eventId),
          kept: session.sessionId,
          eventId,
          at,
          by: byConsumer(consumerId),
        }]),
      );
      if (lost) return rejected({ code: "phone_in_use" });
      deps.nudge("tell_consumers");
    }
    const mark = await holderMark(deps, subject);
    return ok({ device: await newDevice(deps, mark, session.knownSince) });
  });
}
