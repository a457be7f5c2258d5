import type { Deps } from "../../core/deps.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { hasBank, writeAtBank } from "./write_at_bank.ts";

/** A phone keeps this many messages; the oldest ones are dropped. */
export const MESSAGES_PER_PHONE_MAX = 20;

/** A code is on the last line of a message: `@pay.example #123456`. */
const CODE_LINE = /^@\S+ #([0-9]{4,8})$/m;

/** The sandbox's phones: every message lands at /sandbox/inbox, once. Throws when it could not be stored. */
export async function sendToInbox(deps: Deps, sms: Sms): Promise<void> {
  if (!hasBank(deps)) throw new TypeError("Cannot send a message: there is no sandbox");
  const message = { ...sms, at: deps.now() };
  await writeAtBank(deps, deps.sandbox.inbox.put(message, MESSAGES_PER_PHONE_MAX));
}

/** The code in the newest message of this phone that has one, or undefined. */
export async function lastCodeFor(deps: Deps, phone: string): Promise<string | undefined> {
  if (!hasBank(deps)) return undefined;
  const [messages] = await deps.load(deps.sandbox.inbox.of(phone, MESSAGES_PER_PHONE_MAX));
  return messages.flatMap((each) => codeIn(each.text) ?? [])[0];
}

export function codeIn(text: string): string | undefined {
  return CODE_LINE.exec(text)?.[1];
}
