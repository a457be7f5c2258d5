import type { SendSms, Sms } from "../core/sms/sms.ts";
import { noSms } from "../outbound/sms/no_sms.ts";

interface Ways {
  /** To real phones. */
  readonly provider: SendSms | undefined;
  /** The sandbox's phones. */
  readonly inbox: SendSms | undefined;
}

/** Where this message goes: one of test mode never to a provider, because its phone may be somebody's. */
export function smsFor({ test }: Pick<Sms, "test">, { provider, inbox }: Ways): SendSms {
  return (test ? undefined : provider) ?? inbox ?? noSms;
}
