import type { ChannelPerson } from "../channel/channel_person.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import type { Consumer } from "./consumer.ts";
import { sealIdentity } from "./seal_person.ts";

/** A person who was not known before; what nobody said of them is empty. */
export async function newConsumer(
  { vault, now }: Pick<Deps, "vault" | "now">,
  consumerId: ConsumerId,
  person: Pick<ChannelPerson, "name" | "phone" | "idNumber">,
): Promise<Consumer> {
  return {
    consumerId,
    ...await sealIdentity(vault, consumerId, person),
    tellAfterCharge: false,
    chargingClosedAt: undefined,
    phoneLostAt: undefined,
    phoneLosses: 0,
    createdAt: now(),
    version: 1,
  };
}
