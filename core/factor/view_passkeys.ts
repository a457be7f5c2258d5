import type { Deps } from "../deps.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import { mayEnrol } from "./may_enrol.ts";

export interface OwnPasskeys {
  readonly passkeys: readonly ConsumerPasskey[];
  /** Whether they have shown lately who they are. */
  readonly fresh: boolean;
}

export async function viewPasskeys(
  deps: Deps,
  { consumer, session }: Pick<ConsumerHere, "consumer" | "session">,
): Promise<OwnPasskeys> {
  const { consumerId } = consumer;
  const [passkeys, pin] = await deps.load(
    deps.consumerPasskeys.of(consumerId),
    deps.paymentPins.of(consumerId),
  );
  return { passkeys, fresh: mayEnrol(session, { pin, passkeys }, deps.now()) };
}
