import { plainPhone } from "../consumer/digest_identity.ts";
import { openPhone } from "../consumer/seal_person.ts";
import { openIdentityPhone } from "../identity/seal_phone.ts";
import type { Vault } from "../secret/vault.ts";
import { formerPhoneContext, type OwedAccountMessage } from "./account_message.ts";

interface Phone {
  readonly phone: string;
  readonly test: boolean;
}

/** Every phone that we know to be this person's, once each: a stranger who has one of them does not have them all. */
export async function phonesOf(
  vault: Vault,
  { messageId, consumer, phone, formerPhone, madeUp }: OwedAccountMessage,
): Promise<readonly Phone[]> {
  const [proved, former, told] = await Promise.all([
    phone && openIdentityPhone(vault, phone),
    formerPhone && vault.open(formerPhone, formerPhoneContext(messageId)),
    openPhone(vault, consumer),
  ]);
  const found = new Map<string, boolean>();
  if (told) found.set(plainPhone(told), madeUp);
  for (const each of [proved, former]) if (each) found.set(plainPhone(each), false);
  return [...found].map(([phone, test]) => ({ phone, test }));
}
