import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import { newDevice, personMark } from "../consumer/known_device.ts";
import { isDoubted } from "../consumer/lost_phone.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { isConfirmedByPasskey } from "../session/session.ts";
import { isGuessable, readPin } from "../text/typed_pin.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "./may_enrol.ts";
import { newPaymentPin } from "./digest_payment_pin.ts";
import { type PaymentPinRefusal, tryPaymentPin } from "./try_payment_pin.ts";

export interface SetPaymentPin {
  readonly here: Pick<ConsumerHere, "consumer" | "session">;
  readonly typed: string;
  /** The same once more. */
  readonly again: string;
  /** The one that there is; what stands in it does not matter where there is none. */
  readonly old: string;
  readonly device: string | undefined;
}

export type SetPaymentPinRefusal =
  | EnrolRefusal
  /** Whoever gets the codes of a phone that is reported lost sets none. */
  | { readonly code: "phone_lost" }
  | { readonly code: "new_pin_malformed" }
  | { readonly code: "new_pin_guessable" }
  | { readonly code: "new_pins_differ" }
  /** It stands in their phone or ID number. */
  | { readonly code: "new_pin_of_person" }
  | PaymentPinRefusal;

/**
 * Sets the PIN of whoever has just shown who they are, or changes it for whoever knows the one there is. Who has forgotten
 * it shows a passkey instead, which pays more than any PIN.
 */
export async function setPaymentPin(
  deps: Deps,
  { here: { consumer: { consumerId }, session }, typed, again, old, device }: SetPaymentPin,
): Promise<Result<{ readonly device: string }, SetPaymentPinRefusal>> {
  const pin = readPin(typed);
  if (pin === undefined) return rejected({ code: "new_pin_malformed" });
  if (pin !== readPin(again)) return rejected({ code: "new_pins_differ" });
  if (isGuessable(pin)) return rejected({ code: "new_pin_guessable" });
  // Whoever knows the old one is asked for it once, whatever comes in between.
  let proven: string | undefined;
  return await retryOnConflict(async () => {
    const [found] = await deps.load(deps.consumers.byId(consumerId));
    const enrolled = await enrolledOf(deps, consumerId);
    const kept = enrolled.pin;
    if (!found) return rejected({ code: "session_not_fresh" });
    const { consumer } = found;
    if (isDoubted(session, consumer.phoneLostAt, deps.now())) {
      return rejected({ code: "phone_lost" });
    }
    const { phone, idNumber } = await openIdentity(deps.vault, consumer);
    if (phone.includes(pin) || idNumber.includes(pin)) {
      return rejected({ code: "new_pin_of_person" });
    }
    const refused = kept ? undefined : enrolRefusal(session, enrolled, deps.now());
    if (refused) return rejected(refused);
    if (kept && proven !== kept.digest && !isConfirmedByPasskey(session, deps.now())) {
      const tried = await tryPaymentPin(deps, { consumerId, typed: old, device });
      if (!tried.ok) return tried;
      proven = kept.digest;
    }
    await deps.commit([{
      type: "consumer.pin_set",
      consumer: { ...consumer, version: consumer.version + 1 },
      pin: await newPaymentPin(deps, consumerId, pin),
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byConsumer(consumerId),
    }]);
    deps.nudge("tell_consumers");
    return ok({ device: await newDevice(deps, personMark(consumer)) });
  });
}
