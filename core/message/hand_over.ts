import type { Deps } from "../deps.ts";
import { after, minutes } from "../time.ts";
import type { Delivering } from "./message_store.ts";
import { waitAfter } from "./owed_message.ts";

/** How long a process that takes a message and dies keeps it; handing one over takes far less. */
export const MESSAGE_LEASE = minutes(1);

interface Owed {
  readonly messageId: string;
  /** How often a process has taken it to send. */
  readonly tries: number;
}

/**
 * Takes one message for a minute, sends it, and marks it only once it was handed over: a crash in between sends it again
 * under the same id and never loses it. A provider that refuses is tried again, ever later, for a day. False when
 * another process has it.
 */
export async function handOver(
  deps: Deps,
  messages: Delivering,
  { messageId, tries }: Owed,
  send: () => Promise<void>,
): Promise<boolean> {
  const now = deps.now();
  const taken = await deps.write(
    messages.take(messageId, { now, until: after(now, MESSAGE_LEASE) }),
  );
  if (taken.type !== "committed" || taken.rows.flat().length === 0) return false;
  try {
    await send();
  } catch (error) {
    const wait = waitAfter(tries + 1);
    const facts = { message_id: messageId, tries: tries + 1, error: String(error) };
    if (wait === undefined) deps.log.error("message to a consumer given up", facts);
    else deps.log.warn("message to a consumer not sent", facts);
    const from = wait === undefined ? undefined : after(deps.now(), wait);
    await deps.write(messages.tellAgain(messageId, from));
    return true;
  }
  await deps.write(messages.markTold(messageId, deps.now()));
  return true;
}
