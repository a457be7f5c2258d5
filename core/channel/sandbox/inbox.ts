import type { Deps } from "../../deps.ts";
import type { Sms } from "../../sms/sms.ts";

/** The sandbox's phones: every message lands at /sandbox/inbox. */
export function sendToInbox(_deps: Deps, _sms: Sms): Promise<void> {
  return Promise.reject(new TypeError("Cannot send a message yet"));
}
