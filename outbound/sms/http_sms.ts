import type { SendSms } from "../../core/sms/sms.ts";
import { handOver, type Provider } from "../hand_over.ts";

/** Text messages by one documented request each (docs/running.md). */
export function createHttpSms(provider: Provider): SendSms {
  return ({ messageId, phone, text }) =>
    handOver(provider, "SMS", { message_id: messageId, phone, text });
}
