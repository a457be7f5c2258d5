import type { Deps } from "../deps.ts";
import type { Consumer } from "./consumer.ts";
import { openIdentity, sealIdentity } from "./seal_person.ts";

/** Told by this phone from now on; empty: by none. */
export async function withPhone(
  { vault }: Pick<Deps, "vault">,
  consumer: Consumer,
  phone: string,
): Promise<Consumer> {
  const person = await openIdentity(vault, consumer);
  return { ...consumer, ...await sealIdentity(vault, consumer.consumerId, { ...person, phone }) };
}
