import type { Deps } from "../core/deps.ts";
import type { Provider } from "../outbound/hand_over.ts";
import { createHttpMail } from "../outbound/mail/http_mail.ts";
import { createHttpSms } from "../outbound/sms/http_sms.ts";
import type { Settings } from "./config.ts";

/** Who takes mails and text messages by these settings; undefined where nobody does. */
export function providersOf(
  { mailUrl, mailToken, smsUrl, smsToken }: Settings,
  fetch: Provider["fetch"],
): { readonly mail: Deps["mail"] | undefined; readonly sms: Deps["sms"] | undefined } {
  return {
    mail: mailUrl === undefined
      ? undefined
      : createHttpMail({ url: mailUrl, token: mailToken, fetch }),
    sms: smsUrl === undefined ? undefined : createHttpSms({ url: smsUrl, token: smsToken, fetch }),
  };
}
