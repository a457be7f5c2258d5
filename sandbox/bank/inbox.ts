import type { BankDeps } from "./bank_deps.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { writeAtBank } from "./write_at_bank.ts";

/** A phone keeps this many messages; the oldest ones are dropped. */
export const MESSAGES_PER_PHONE_MAX = 20;

/** A code is on the last line of a message: `@pay.example #123456`. */
const CODE_LINE = /^@\S+ #([0-9]{4,8})$/m;

/** The sandbox's phones: every message lands at /sandbox/inbox, once. Throws when it could not be kept. */
export async function sendToInbox(deps: BankDeps, sms: Omit<Sms, "test">): Promise<void> {
  const message = { ...sms, at: deps.now() };
  await writeAtBank(deps, deps.bank.inbox.put(message, MESSAGES_PER_PHONE_MAX));
}

/** The code in the newest message of this phone that has one, or undefined. */
export async function lastCodeFor(deps: BankDeps, phone: string): Promise<string | undefined> {
  const [messages] = await deps.load(deps.bank.inbox.of(phone, MESSAGES_PER_PHONE_MAX));
  return messages.flatMap((each) => codeIn(each.text) ?? [])[0];
}

export function codeIn(text: string): string | undefined {
  return CODE_LINE.exec(text)?.[1];
}
