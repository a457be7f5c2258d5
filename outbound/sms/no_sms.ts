import type { SendSms } from "../../core/sms/sms.ts";

/** Where no SMS provider is connected: who needs a message learns that it was not sent. */
export const noSms: SendSms = () =>
  Promise.reject(new Error("Cannot send a message: no SMS provider is connected"));
