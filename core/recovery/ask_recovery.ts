import { byConsumer } from "../actor.ts";
import { spend } from "../budget/spend.ts";
import { conflictOf } from "../conflict.ts";
import { digestPhone, plainPhone } from "../consumer/digest_identity.ts";
import { deviceIn, holderMark, knownSince } from "../consumer/known_device.ts";
import { isProven, phoneCountsFrom } from "../consumer/lost_phone.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { type PhoneRefusal, type ProvePhone, provePhone } from "../consumer/prove_phone.ts";
import type { Deps } from "../deps.ts";
import { isHolders } from "../factor/is_holders.ts";
import type { EnrolRefusal } from "../factor/may_enrol.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { isTrusted } from "../session/session.ts";
import { after, type Duration } from "../time.ts";
import { stepOf } from "./cancel_recovery.ts";
import {
  newPhoneContext,
  overrules,
  RECOVERY_WAIT,
  RECOVERY_WAIT_LONG,
  type WaitingRecovery,
} from "./recovery.ts";

/** From a browser in which nobody is signed in, by somebody who holds another phone by now, or still the same. */
export interface AskRecovery extends Omit<ProvePhone, "purpose" | "phone"> {
  /** That opens the account. */
  readonly lostPhone: string;
  /** Which the code was sent to: it takes the lost one's place. */
  readonly newPhone: string;
  /** The ID number or the payment PIN of whoever has the account; empty where neither is known. */
  readonly idOrPin: string;
}

/**
 * Begins a recovery where the ID number or the PIN is that of whoever holds the account of the lost phone, or where this
 * has been a browser of that phone for long. The answer is the same where nothing is so, where no account has this phone,
 * and where one waits already: nobody learns which.
 */
export async function askRecovery(
  deps: Deps,
  { lostPhone, newPhone, idOrPin, attempt, typed, source, device }: AskRecovery,
): Promise<Result<undefined, PhoneRefusal>> {
  const answer = { attempt, typed, source, device, phone: newPhone };
  const proved = await provePhone(deps, { purpose: "recovery", ...answer });
  if (!proved.ok) return proved;
  const subject = await digestPhone(deps.vault, lostPhone);
  // Spent before anything is compared, and for phones that nobody has as well.
  const spent = await spend(deps, [[{ budget: "recoveries_of_phone", subject }]]);
  if (!spent.ok) return spent;
  const [consumer] = await deps.load(deps.identities.holder({ issuer: "phone", subject }));
  const wait = consumer && await waitFor(deps, { consumer, idOrPin, subject, device });
  if (!consumer || !wait) return ok(undefined);
  const { phoneDigest: digest } = proved.value;
  const { phoneLostAt } = consumer;
  // Whoever has the lost phone gets its codes.
  if (digest === subject && phoneLostAt && deps.now() < phoneCountsFrom(phoneLostAt)) {
    return ok(undefined);
  }
  const changed = digest === subject ? undefined : { digest, phone: newPhone };
  await begin(deps, consumer, { wait, proved: changed });
  return ok(undefined);
}

/** The less is shown, the longer; undefined where nothing is. */
async function waitFor(
  deps: Deps,
  { consumer, idOrPin, subject, device }: Pick<AskRecovery, "idOrPin" | "device"> & {
    readonly consumer: Consumer;
    readonly subject: string;
  },
): Promise<Duration | undefined> {
  if (idOrPin !== "" && await isHolders(deps, consumer, idOrPin)) return RECOVERY_WAIT;
  const known = await deviceIn(deps, device, await holderMark(deps, subject));
  const since = known === undefined ? undefined : knownSince(known);
  return isTrusted({ knownSince: since }, deps.now()) ? RECOVERY_WAIT_LONG : undefined;
}

export type AskRecoveryHereRefusal = { readonly code: "session_not_fresh" };

/** Somebody who is signed in, and has lost what else opens their account or confirms a payment. */
export async function askRecoveryHere(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<undefined, AskRecoveryHereRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  await begin(deps, here.consumer, { wait: RECOVERY_WAIT });
  return ok(undefined);
}

/** Somebody who has forgotten the PIN, and signed in by an app or in a browser of theirs: it ends, and nothing else does. */
export async function askPinRecovery(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<undefined, EnrolRefusal>> {
  if (!isProven(here, deps.now())) return rejected({ code: "session_not_fresh" });
  if (here.session.proof === "phone" && !isTrusted(here.session, deps.now())) {
    return rejected({ code: "browser_not_trusted" });
  }
  await begin(deps, here.consumer, { wait: RECOVERY_WAIT, onlyPin: true });
  return ok(undefined);
}

interface Beginning {
  readonly wait: Duration;
  /** The phone that takes the lost one's place. */
  readonly proved?: { readonly digest: string; readonly phone: string } | undefined;
  readonly onlyPin?: boolean;
}

/** At most one waits, and at most so many in a month: whoever asks again and again is not who has lost something. */
async function begin(
  deps: Deps,
  { consumerId }: Consumer,
  { wait, proved, onlyPin = false }: Beginning,
): Promise<void> {
  const [found, waiting] = await deps.load(
    deps.consumers.byId(consumerId),
    deps.recoveries.waiting(consumerId),
  );
  const at = deps.now();
  const doneFrom = after(at, wait);
  if (!found || waiting && !overrules({ doneFrom, onlyPin }, waiting)) return;
  const spent = await spend(deps, [[{ budget: "recoveries_of_consumer", subject: consumerId }]]);
  if (!spent.ok) return;
  const { consumer } = found;
  const by = byConsumer(consumerId);
  const recoveryId = deps.newId("rec");
  const recovery: WaitingRecovery = {
    recoveryId,
    consumerId,
    askedAt: at,
    doneFrom,
    onlyPin,
    newPhone: proved && {
      digest: proved.digest,
      sealed: await deps.vault.seal(plainPhone(proved.phone), newPhoneContext(recoveryId)),
    },
  };
  // Whoever was first has asked for one, or changed the account: then it is for the person to ask again.
  const version = consumer.version + (waiting ? 2 : 1);
  const asked = { consumer: { ...consumer, version }, recovery, eventId: deps.newId("evt") };
  const cancelled = waiting && stepOf(deps, consumer, waiting);
  await conflictOf(deps.commit([
    ...(cancelled
      ? [{ type: "consumer.recovery_cancelled", ...cancelled, endedBy: "another", by } as const]
      : []),
    { type: "consumer.recovery_asked", ...asked, at, by },
  ]));
  deps.nudge("tell_consumers");
}
