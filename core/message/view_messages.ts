import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import type { Proof } from "../session/session.ts";
import type { AccountMessage } from "./account_message.ts";
import type { ToldMessage } from "./message_store.ts";

const MESSAGES_MAX = 50;

/** The latest that somebody was told, newest first. */
export interface OwnMessages {
  readonly proof: Proof;
  readonly messages: readonly (AccountMessage | ToldMessage)[];
}

/** In one round trip; undefined when the session has ended. */
export async function viewMessages(deps: Deps, session: string): Promise<OwnMessages | undefined> {
  const tokenDigest = await sha256(session);
  const [found, ofAccount, ofContracts] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, deps.now()),
    deps.accountMessages.ofSession(tokenDigest, MESSAGES_MAX),
    deps.messages.toldSession(tokenDigest, MESSAGES_MAX),
  );
  if (!found) return undefined;
  const messages = [...ofAccount, ...ofContracts].toSorted((a, b) => timeOf(b) - timeOf(a))
    .slice(0, MESSAGES_MAX);
  return { proof: found.session.proof, messages };
}

/** When it happened, or where that is older news, when it was sent. */
export function timeOf(message: AccountMessage | ToldMessage) {
  return "at" in message ? message.at : message.toldAt;
}
