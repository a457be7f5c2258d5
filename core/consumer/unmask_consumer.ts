import type { Actor } from "../actor.ts";
import { recordLook } from "../audit/record_look.ts";
import type { ChannelPerson } from "../channel/channel_person.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { openIdentity } from "./seal_person.ts";

export interface UnmaskConsumer {
  readonly consumerId: ConsumerId;
  readonly by: Actor;
  readonly reason: string;
}

export type UnmaskRefusal = {
  readonly code: "consumer_not_found";
  readonly consumer_id: string;
};

/** Who somebody is, for one of our own people: only once the look is on record. */
export async function unmaskConsumer(
  deps: Deps,
  { consumerId, by, reason }: UnmaskConsumer,
): Promise<Result<Pick<ChannelPerson, "name" | "phone" | "idNumber">, UnmaskRefusal>> {
  const [found] = await deps.load(deps.consumers.byId(consumerId));
  if (!found) return rejected({ code: "consumer_not_found", consumer_id: consumerId });
  await recordLook(deps, { by, of: consumerId, fields: ["name", "phone", "id_number"], reason });
  return ok(await openIdentity(deps.vault, found.consumer));
}
