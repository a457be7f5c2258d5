import type { Deps } from "../core/deps.ts";
import { createHttpMail } from "../outbound/mail/http_mail.ts";
import type { Settings } from "./config.ts";

type Fetch = Parameters<typeof createHttpMail>[0]["fetch"];

/** The mail provider of these settings; undefined when there is none. */
export function mailOf({ mailUrl, mailToken }: Settings, fetch: Fetch): Deps["mail"] | undefined {
  return mailUrl === undefined
    ? undefined
    : createHttpMail({ url: mailUrl, token: mailToken, fetch });
}
