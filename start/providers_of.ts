import type { Deps } from "../core/deps.ts";
import { instant, unixSeconds } from "../core/time.ts";
import type { Provider } from "../outbound/hand_over.ts";
import { createHttpMail } from "../outbound/mail/http_mail.ts";
import { createHttpSms } from "../outbound/sms/http_sms.ts";
import type { Settings } from "./config.ts";

/** Who takes mails and text messages by these settings; undefined where nobody does. */
export function providersOf(
  { mailUrl, mailToken, smsUrl, smsToken }: Settings,
  { vault, fetch }: Pick<Deps, "vault"> & Pick<Provider, "fetch">,
): { readonly mail: Deps["mail"] | undefined; readonly sms: Deps["sms"] | undefined } {
  const provider = (url: string, token: string | undefined): Provider => ({
    url,
    token,
    sign: signerOf(vault),
    fetch,
  });
  return {
    mail: mailUrl === undefined ? undefined : createHttpMail(provider(mailUrl, mailToken)),
    sms: smsUrl === undefined ? undefined : createHttpSms(provider(smsUrl, smsToken)),
  };
}

/** Says when, to whom and which message: an old one, and one for somebody else, can be told. */
export function signerOf(vault: Pick<Deps["vault"], "sign">): Provider["sign"] {
  return (htu, body) => {
    const iat = unixSeconds(instant(Date.now()));
    return vault.sign({ iat, jti: crypto.randomUUID(), htm: "POST", htu }, body);
  };
}
