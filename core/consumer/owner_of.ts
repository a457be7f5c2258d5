import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Identity } from "../identity/identity.ts";
import { sealIdentityPhone } from "../identity/seal_phone.ts";
import type { Consumer } from "./consumer.ts";
import { newConsumer } from "./new_consumer.ts";

export interface Owner extends Identity {
  readonly consumer: Consumer;
  /** Nobody has come in as it before. */
  readonly isFirst: boolean;
}

/** Whoever has just been shown to be this: a new consumer if nobody has come in as it before. `phone`: empty where unknown. */
export function ownerOf(
  deps: Deps,
  { issuer, subject }: Pick<Identity, "issuer" | "subject">,
  phone: string,
): Promise<Owner> {
  return retryOnConflict(async () => {
    const [found] = await deps.load(deps.identities.holder({ issuer, subject }));
    const at = deps.now();
    const consumerId = found?.consumerId ?? deps.newId("con");
    const sealedPhone = issuer === "phone"
      ? await sealIdentityPhone(deps.vault, subject, phone)
      : undefined;
    const provedAt = issuer === "phone" ? at : undefined;
    const identity: Identity = {
      issuer,
      subject,
      consumerId,
      createdAt: at,
      sealedPhone,
      provedAt,
    };
    if (found) return { ...identity, consumer: found, isFirst: false };
    const consumer = await newConsumer(deps, consumerId, { name: "", phone, idNumber: "" });
    const by = byConsumer(consumerId);
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "consumer.known", consumer, identity, eventId, at, by }]);
    return { ...identity, consumer, isFirst: true };
  });
}
