import type { Deps } from "../deps.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import type { ConsumerPasskey } from "./consumer_passkey.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "./may_enrol.ts";

export interface OwnPasskeys {
  readonly passkeys: readonly ConsumerPasskey[];
  /** Why they may not add one now. */
  readonly refused: EnrolRefusal["code"] | undefined;
}

export async function viewPasskeys(
  deps: Deps,
  { consumer, session }: Pick<ConsumerHere, "consumer" | "session">,
): Promise<OwnPasskeys> {
  const enrolled = await enrolledOf(deps, consumer.consumerId);
  return {
    passkeys: enrolled.passkeys,
    refused: enrolRefusal(session, enrolled, deps.now())?.code,
  };
}
