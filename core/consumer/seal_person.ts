import type { ConsumerId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import type { Consumer } from "./consumer.ts";
import type { BoundCard } from "../channel/card.ts";
import type { ChannelPerson } from "../channel/channel_person.ts";
import type { ConsumerWithCards } from "./consumer_store.ts";
import { digestIdentity, type IdentityDigests } from "./digest_identity.ts";

type Sealed = Pick<Consumer, "sealedName" | "sealedPhone" | "sealedIdNumber"> & IdentityDigests;
type Identity = Pick<ChannelPerson, "name" | "phone" | "idNumber">;

/** Where a sealed value is stored: it can't be opened anywhere else. */
export const context = (column: string, consumerId: string) => `consumers.${column}.${consumerId}`;
export const cardsContext = (consumerId: string) => `consumer_cards.sealed.${consumerId}`;

/** What identifies a person, each sealed for its own column and row, with the digests to find them by. */
export async function sealIdentity(
  vault: Vault,
  consumerId: ConsumerId,
  { name, phone, idNumber }: Identity,
): Promise<Sealed> {
  const [sealedName, sealedPhone, sealedIdNumber, digests] = await Promise.all([
    vault.seal(name, context("sealed_name", consumerId)),
    vault.seal(phone, context("sealed_phone", consumerId)),
    vault.seal(idNumber, context("sealed_id_number", consumerId)),
    digestIdentity(vault, { phone, idNumber }),
  ]);
  return { sealedName, sealedPhone, sealedIdNumber, ...digests };
}

/** Throws when a text was tampered with or its key is gone. Of whoever was erased all are empty. */
export async function openIdentity(vault: Vault, consumer: Consumer): Promise<Identity> {
  const { consumerId } = consumer;
  if (isErased(consumer)) return { name: "", phone: "", idNumber: "" };
  const [name, phone, idNumber] = await Promise.all([
    vault.open(consumer.sealedName, context("sealed_name", consumerId)),
    vault.open(consumer.sealedPhone, context("sealed_phone", consumerId)),
    vault.open(consumer.sealedIdNumber, context("sealed_id_number", consumerId)),
  ]);
  return { name, phone, idNumber };
}

export async function openPhone(
  vault: Vault,
  consumer: Pick<Consumer, "consumerId" | "sealedPhone">,
): Promise<string> {
  if (isErased(consumer)) return "";
  return await vault.open(consumer.sealedPhone, context("sealed_phone", consumer.consumerId));
}

/** What somebody never said is sealed too: empty columns are of those who are forgotten. */
function isErased({ sealedPhone }: Pick<Consumer, "sealedPhone">): boolean {
  return sealedPhone === "";
}

export function sealCards(
  vault: Vault,
  consumerId: ConsumerId,
  cards: readonly BoundCard[],
): Promise<string> {
  return vault.seal(JSON.stringify(cards), cardsContext(consumerId));
}

/** The cards the channel reported when this person last came in. */
export async function openCards(
  vault: Vault,
  { consumer, sealedCards }: ConsumerWithCards,
): Promise<readonly BoundCard[]> {
  if (sealedCards === undefined) return [];
  return JSON.parse(await vault.open(sealedCards, cardsContext(consumer.consumerId)));
}
