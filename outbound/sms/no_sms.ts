import type { SendSms } from "../../core/sms/sms.ts";

/** For deployments without an SMS provider: the caller learns that the message was not sent. */
export const noSms: SendSms = () =>
  Promise.reject(new Error("Cannot send a message: no SMS provider is connected"));
