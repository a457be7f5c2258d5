import type { SendMail } from "../../core/mail/mail.ts";
import { handOver, type Provider } from "../hand_over.ts";

/** Mails by one documented request each (docs/staff.md). */
export function createHttpMail(provider: Provider): SendMail {
  return ({ messageId, to, subject, text }) =>
    handOver(provider, "mail", { message_id: messageId, to, subject, text });
}
