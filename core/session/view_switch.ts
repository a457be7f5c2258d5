import { maskedName, maskedPhone } from "../consumer/consumer.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import type { SessionConsumer } from "./session.ts";

/** Two people's sessions in one browser. */
export interface TwoSessions {
  /** The one that is in force there. */
  readonly session: string;
  /** The one that a link began beside it. */
  readonly entered: string;
}

/** Masked; empty where nobody said. */
export interface Who {
  readonly name: string;
  readonly phone: string;
}

/** Who is signed in and who else would be; undefined when one of them has ended, and there is nothing to ask. */
export async function viewSwitch(
  deps: Deps,
  { session, entered }: TwoSessions,
): Promise<{ readonly now: Who; readonly then: Who } | undefined> {
  const [here, other] = await Promise.all([sha256(session), sha256(entered)]);
  const at = deps.now();
  const [now, then] = await deps.load(
    deps.sessions.consumerIn(here, at),
    deps.sessions.consumerIn(other, at),
  );
  if (!now || !then) return undefined;
  return { now: await who(deps, now), then: await who(deps, then) };
}

async function who({ vault }: Deps, { consumer }: SessionConsumer): Promise<Who> {
  const { name, phone } = await openIdentity(vault, consumer);
  return { name: name && maskedName(name), phone: phone && maskedPhone(phone) };
}
