import type { SendSms, Sms } from "../core/sms/sms.ts";
import { noSms } from "../outbound/sms/no_sms.ts";

interface Ways {
  /** To real phones. */
  readonly provider: SendSms | undefined;
  /** The sandbox's phones. */
  readonly inbox: SendSms | undefined;
  /** Nobody real is in a demo. */
  readonly demo: boolean;
}

/**
 * Where this message goes: one of test mode never to a provider, because its phone may be somebody's; any other to the
 * inbox only in a demo, because everyone may read what lands there.
 */
export function smsFor({ test }: Pick<Sms, "test">, { provider, inbox, demo }: Ways): SendSms {
  if (test) return inbox ?? noSms;
  return provider ?? (demo ? inbox : undefined) ?? noSms;
}
