import type { Way } from "../budget/budget.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { deviceIn, newDevice, personMark } from "../consumer/known_device.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { readPin } from "../text/typed_pin.ts";
import { isPaymentPin } from "./digest_payment_pin.ts";

export interface TryPaymentPin {
  readonly consumerId: ConsumerId;
  readonly typed: string;
  /** What a right PIN gave this browser before. */
  readonly device: string | undefined;
}

export type PaymentPinRefusal =
  | { readonly code: "pin_not_set" }
  | { readonly code: "pin_malformed" }
  | { readonly code: "pin_wrong"; readonly left: number }
  | TooMany;

/**
 * Whether this is the person's PIN; what its browser shows next time. A try is spent before anything is compared, and
 * given back to a right one. A browser in which it was right before has tries of its own, so that whoever got into the
 * account elsewhere locks its owner out of none of theirs. Nobody is signed out by a wrong one.
 */
export async function tryPaymentPin(
  deps: Deps,
  { consumerId, typed, device }: TryPaymentPin,
): Promise<Result<{ readonly device: string }, PaymentPinRefusal>> {
  const pin = readPin(typed);
  if (pin === undefined) return rejected({ code: "pin_malformed" });
  const [kept, found] = await deps.load(
    deps.paymentPins.of(consumerId),
    deps.consumers.byId(consumerId),
  );
  if (!kept || !found) return rejected({ code: "pin_not_set" });
  const mark = personMark(found.consumer);
  const known = await deviceIn(deps, device, mark);
  const spent = await spend(deps, [known === undefined ? ofPerson(consumerId) : ofDevice(known)]);
  if (!spent.ok) return spent;
  if (!await isPaymentPin(deps.vault, kept, pin)) {
    return rejected({ code: "pin_wrong", left: spent.value.left });
  }
  await giveBack(deps, spent.value);
  return ok({ device: known === undefined ? await newDevice(deps, mark) : device ?? "" });
}

function ofPerson(subject: ConsumerId): Way {
  return [{ budget: "payment_pins", subject }, { budget: "payment_pins_of_day", subject }];
}

function ofDevice(subject: string): Way {
  return [
    { budget: "payment_pins_of_device", subject },
    { budget: "payment_pins_of_device_day", subject },
  ];
}
