import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweep } from "../sweep.ts";
import { after, minutes } from "../time.ts";
import { messageText } from "./message_text.ts";
import { type OwedMessage, waitAfter } from "./owed_message.ts";

/** How long a process that takes a message and dies keeps it; handing one over takes far less. */
export const MESSAGE_LEASE = minutes(1);

/**
 * Tells consumers what they are owed to know: that a contract was signed, that it has ended, and, if they asked for it,
 * that it was charged. A message is taken for a minute and marked only once it was handed over, so a crash in between
 * sends it again under the same id and never loses it.
 */
export async function tellConsumers(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<OwedMessage>(deps, {
    name: "tell_consumers",
    subject: ({ messageId: id, payee: { merchantNo } }) => ({ id, merchantNo }),
    due: (now, _merchantNo, max) => deps.messages.due(now, max),
    work: async (message) => {
      const taken = await take(deps, message);
      if (taken) await tell(deps, { ...message, tries: message.tries + 1 });
      return taken;
    },
  }, options);
}

/** False when another process has it. */
async function take(deps: Deps, { messageId }: OwedMessage): Promise<boolean> {
  const now = deps.now();
  const until = after(now, MESSAGE_LEASE);
  const verdict = await deps.write(deps.messages.take(messageId, { now, until }));
  return verdict.type === "committed" && verdict.rows.flat().length > 0;
}

/** Sends one message and marks it; a provider that refuses is tried again, ever later, for a day. */
async function tell(deps: Deps, message: OwedMessage): Promise<void> {
  const { messageId, contract: { consumerId, channel }, sealedPhone } = message;
  try {
    const phone = await openPhone(deps.vault, { consumerId, sealedPhone });
    // Where the channel does not say whose phone it is, the wallet tells.
    if (phone === "") return void await deps.write(deps.messages.markTold(messageId, deps.now()));
    const text = messageText(message, deps.config.institution);
    await deps.sms({ messageId, phone, text, test: channel === "sandbox" });
  } catch (error) {
    return await tryAgain(deps, message, error);
  }
  await deps.write(deps.messages.markTold(messageId, deps.now()));
}

async function tryAgain(deps: Deps, message: OwedMessage, error: unknown): Promise<void> {
  const { messageId, tries } = message;
  const wait = waitAfter(tries);
  const facts = { message_id: messageId, tries, error: String(error) };
  if (wait === undefined) deps.log.error("message to a consumer given up", facts);
  else deps.log.warn("message to a consumer not sent", facts);
  const from = wait === undefined ? undefined : after(deps.now(), wait);
  await deps.write(deps.messages.tellAgain(messageId, from));
}
