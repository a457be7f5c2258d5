import type { Consumer } from "../consumer/consumer.ts";
import { digestIdNumber } from "../consumer/digest_identity.ts";
import type { Deps } from "../deps.ts";
import { sameText } from "../same_text.ts";
import { readPin } from "../text/typed_pin.ts";
import { isPaymentPin } from "./digest_payment_pin.ts";

/** Whether this is the person's payment PIN or their ID number. Whoever asks has spent a try before. */
export async function isHolders(
  deps: Pick<Deps, "vault" | "load" | "paymentPins">,
  { consumerId, idNumberDigest }: Pick<Consumer, "consumerId" | "idNumberDigest">,
  typed: string,
): Promise<boolean> {
  const pin = readPin(typed);
  if (pin === undefined) {
    const told = await digestIdNumber(deps.vault, typed);
    return idNumberDigest ? sameText(idNumberDigest, told) : false;
  }
  const [kept] = await deps.load(deps.paymentPins.of(consumerId));
  return kept ? await isPaymentPin(deps.vault, kept, pin) : false;
}
