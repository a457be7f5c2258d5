import type { Deps } from "../deps.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { isFresh } from "../session/session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";

export interface OwnPasskeys {
  readonly passkeys: readonly ConsumerPasskey[];
  /** Whether they have shown lately who they are. */
  readonly fresh: boolean;
}

export async function viewPasskeys(
  deps: Deps,
  { consumer, session }: Pick<ConsumerHere, "consumer" | "session">,
): Promise<OwnPasskeys> {
  const [passkeys] = await deps.load(deps.consumerPasskeys.of(consumer.consumerId));
  return { passkeys, fresh: isFresh(session, deps.now()) };
}
