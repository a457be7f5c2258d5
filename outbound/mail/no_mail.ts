import type { SendMail } from "../../core/mail/mail.ts";

/** For deployments without a mail provider: the caller learns that the mail was not sent. */
export const noMail: SendMail = () =>
  Promise.reject(new Error("Cannot send a mail: MAIL_URL is not set"));
