import type { Deps } from "../deps.ts";
import type { ConsumerId, EventId } from "../id.ts";
import { openIdentityPhone } from "../identity/seal_phone.ts";
import { formerPhoneContext } from "./account_message.ts";

/** The phone that opens this account until the event, sealed for the message in which it learns of it. */
export async function formerPhoneOf(
  { load, identities, vault }: Pick<Deps, "load" | "identities" | "vault">,
  consumerId: ConsumerId,
  eventId: EventId,
): Promise<string | undefined> {
  const [known] = await load(identities.of(consumerId));
  const phone = known.find(({ issuer }) => issuer === "phone");
  const plain = phone && await openIdentityPhone(vault, phone);
  return plain && await vault.seal(plain, formerPhoneContext(eventId));
}
