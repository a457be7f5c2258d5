import { byConsumer } from "../actor.ts";
import { spend } from "../budget/spend.ts";
import { conflictOf } from "../conflict.ts";
import { digestIdNumber, digestPhone, plainPhone } from "../consumer/digest_identity.ts";
import { isProven, phoneCountsFrom } from "../consumer/lost_phone.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { type PhoneRefusal, type ProvePhone, provePhone } from "../consumer/prove_phone.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { after } from "../time.ts";
import { newPhoneContext, RECOVERY_WAIT, type WaitingRecovery } from "./recovery.ts";

/** From a browser in which nobody is signed in, by somebody who holds another phone by now, or still the same. */
export interface AskRecovery extends Omit<ProvePhone, "purpose" | "phone"> {
  /** That opens the account. */
  readonly lostPhone: string;
  /** Which the code was sent to: it takes the lost one's place. */
  readonly newPhone: string;
  readonly idNumber: string;
}

/**
 * Begins a recovery where the ID number is that of whoever holds the account of the lost phone. The answer is the same
 * where it is not, where no account has this phone, and where one waits already: nobody learns which.
 */
export async function askRecovery(
  deps: Deps,
  { lostPhone, newPhone, idNumber, attempt, typed, source, device }: AskRecovery,
): Promise<Result<undefined, PhoneRefusal>> {
  const answer = { attempt, typed, source, device, phone: newPhone };
  const proved = await provePhone(deps, { purpose: "recovery", ...answer });
  if (!proved.ok) return proved;
  const [subject, told] = await Promise.all([
    digestPhone(deps.vault, lostPhone),
    digestIdNumber(deps.vault, idNumber),
  ]);
  // Spent before anything is compared, and for phones that nobody has as well.
  const spent = await spend(deps, [[{ budget: "recoveries_of_phone", subject }]]);
  if (!spent.ok) return spent;
  const [consumer] = await deps.load(deps.identities.holder({ issuer: "phone", subject }));
  const known = consumer?.idNumberDigest;
  if (!consumer || !known || !sameText(known, told)) return ok(undefined);
  const { phoneDigest: digest } = proved.value;
  const { phoneLostAt } = consumer;
  // Whoever has the lost phone gets its codes.
  if (digest === subject && phoneLostAt && deps.now() < phoneCountsFrom(phoneLostAt)) {
    return ok(undefined);
  }
  await begin(deps, consumer, digest === subject ? undefined : { digest, phone: newPhone });
  return ok(undefined);
}

export type AskRecoveryHereRefusal = { readonly code: "session_not_fresh" };

/** Somebody who is signed in, and has lost what else opens their account or confirms a payment. */
export async function askRecoveryHere(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<undefined, AskRecoveryHereRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  await begin(deps, here.consumer, undefined);
  return ok(undefined);
}

interface Proved {
  readonly digest: string;
  readonly phone: string;
}

/** At most one waits, and at most so many in a month: whoever asks again and again is not who has lost something. */
async function begin(
  deps: Deps,
  { consumerId }: Consumer,
  proved: Proved | undefined,
): Promise<void> {
  const [found, waiting] = await deps.load(
    deps.consumers.byId(consumerId),
    deps.recoveries.waiting(consumerId),
  );
  if (!found || waiting) return;
  const spent = await spend(deps, [[{ budget: "recoveries_of_consumer", subject: consumerId }]]);
  if (!spent.ok) return;
  const { consumer } = found;
  const at = deps.now();
  const recoveryId = deps.newId("rec");
  const recovery: WaitingRecovery = {
    recoveryId,
    consumerId,
    askedAt: at,
    doneFrom: after(at, RECOVERY_WAIT),
    newPhone: proved && {
      digest: proved.digest,
      sealed: await deps.vault.seal(plainPhone(proved.phone), newPhoneContext(recoveryId)),
    },
  };
  // Whoever was first has asked for one, or changed the account: then it is for the person to ask again.
  await conflictOf(deps.commit([{
    type: "consumer.recovery_asked",
    consumer: { ...consumer, version: consumer.version + 1 },
    recovery,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(consumerId),
  }]));
  deps.nudge("tell_consumers");
}
