import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import { withPhone } from "../consumer/with_phone.ts";
import type { Deps } from "../deps.ts";
import { formerPhoneOf } from "../message/former_phone.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { mayChangePhone, type MayChangeRefusal } from "./change_phone.ts";

export type RemovePhoneRefusal = MayChangeRefusal | {
  /** `last_way_in`: nothing else opens the account. */
  readonly code: "no_phone" | "last_way_in";
};

/** No phone opens this account from now on; what it had begun ends, also where it is asked for. */
export function removePhone(
  deps: Deps,
  { consumer: { consumerId }, session }: Pick<ConsumerHere, "consumer" | "session">,
): Promise<Result<undefined, RemovePhoneRefusal>> {
  return retryOnConflict(async () => {
    // First: whoever changes what opens the account writes the next version of this.
    const [found] = await deps.load(deps.consumers.byId(consumerId));
    if (!found) return rejected({ code: "session_not_fresh" });
    const { consumer } = found;
    const refused = await mayChangePhone(deps, { consumer, session });
    if (refused) return rejected(refused);
    const [ways, passkeys] = await deps.load(
      deps.identities.of(consumerId),
      deps.consumerPasskeys.of(consumerId),
    );
    const phone = ways.find(({ issuer }) => issuer === "phone");
    if (!phone) return rejected({ code: "no_phone" });
    if (ways.length + passkeys.length === 1) return rejected({ code: "last_way_in" });
    const told = consumer.phoneDigest === phone.subject
      ? await withPhone(deps, consumer, "")
      : consumer;
    const eventId = deps.newId("evt");
    await deps.commit([{
      type: "consumer.phone_removed",
      consumer: { ...told, version: consumer.version + 1 },
      formerPhone: await formerPhoneOf(deps, consumerId, eventId),
      eventId,
      at: deps.now(),
      by: byConsumer(consumerId),
    }]);
    deps.nudge("tell_consumers");
    return ok(undefined);
  });
}
