import type { Sms } from "../../core/sms/sms.ts";
import type { InboxMessage, SealedMessage } from "./bank_contract_store.ts";
import type { BankDeps } from "./bank_deps.ts";
import { writeAtBank } from "./write_at_bank.ts";

/** A phone keeps this many messages; the oldest ones are dropped. */
export const MESSAGES_PER_PHONE_MAX = 20;

/** A code is on the last line of a message: `@pay.example #123456`. */
const CODE_LINE = /^@\S+ #([0-9]{4,8})$/m;

const CONTEXT = "sandbox inbox";

/** The sandbox's phones: every message lands at /sandbox/inbox, once. Throws when it could not be kept. */
export async function sendToInbox(
  deps: BankDeps,
  { phone, text, messageId }: Omit<Sms, "test">,
): Promise<void> {
  const sealed = await deps.vault.seal(JSON.stringify({ phone, text }), CONTEXT);
  const message = { phone: await digest(deps, phone), sealed, messageId, at: deps.now() };
  await writeAtBank(deps, deps.bank.inbox.put(message, MESSAGES_PER_PHONE_MAX));
}

/** Of one phone, the newest first. */
export async function messagesOf(
  deps: BankDeps,
  phone: string,
  max: number,
): Promise<readonly InboxMessage[]> {
  const [found] = await deps.load(deps.bank.inbox.of(await digest(deps, phone), max));
  return await openAll(deps, found);
}

/** Of all phones, the newest first. */
export async function newestMessages(
  deps: BankDeps,
  max: number,
): Promise<readonly InboxMessage[]> {
  const [found] = await deps.load(deps.bank.inbox.newest(max));
  return await openAll(deps, found);
}

/** The code in the newest message of this phone that has one, or undefined. */
export async function lastCodeFor(deps: BankDeps, phone: string): Promise<string | undefined> {
  const messages = await messagesOf(deps, phone, MESSAGES_PER_PHONE_MAX);
  return messages.flatMap((each) => codeIn(each.text) ?? [])[0];
}

export function codeIn(text: string): string | undefined {
  return CODE_LINE.exec(text)?.[1];
}

function digest({ vault }: BankDeps, phone: string): Promise<string> {
  return vault.mac(CONTEXT, phone);
}

async function openAll(
  { vault }: BankDeps,
  found: readonly SealedMessage[],
): Promise<readonly InboxMessage[]> {
  const opened = await Promise.all(
    // One that only a retired secret sealed is gone, as on a phone that was wiped.
    found.map(({ sealed, at }) =>
      vault.open(sealed, CONTEXT).then((text) => [{ ...JSON.parse(text), at }], () => [])
    ),
  );
  return opened.flat();
}
