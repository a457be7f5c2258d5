import { PLAIN_URL } from "../../core/url_pattern.ts";
import { isAddress, isPublicAddress } from "./address.ts";

export const URL_CHARACTERS_MAX = 500;

export interface ReceiverRules {
  /** Demo mode and tests: allows plain http, loopback and private addresses. */
  readonly allowPrivate: boolean;
}

/** Why an address cannot be a webhook receiver; `detail` reads after "url". */
export interface UrlRefusal {
  readonly code:
    | "not_a_url"
    | "too_long"
    | "not_https"
    | "has_credentials"
    | "has_fragment"
    | "port_not_allowed"
    | "address_not_public";
  readonly detail: string;
}

// Names that point to the inside wherever they are resolved [RFC 6761, RFC 6762, RFC 8375, RFC 9476], and what clouds add.
const INSIDE =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home\.arpa|test|invalid|onion|alt)$/;
// Names that spell out the address they resolve to; the check at every send would refuse them anyway.
const SPELLED = /(^|\.)(nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/;
const PORT_MIN = 1_024;
const PLAIN = new RegExp(PLAIN_URL, "u");

const oddUrl: UrlRefusal = { code: "not_a_url", detail: "must have a plain host and a plain path" };

/** What is wrong with `text` as a receiver, as far as can be told without a DNS lookup. */
export function judgeReceiverUrl(text: string, rules: ReceiverRules): UrlRefusal | undefined {
  if ([...text].length > URL_CHARACTERS_MAX) {
    return { code: "too_long", detail: `must have at most ${URL_CHARACTERS_MAX} characters` };
  }
  // The parser tolerates much that other parsers read differently: only what all of them read alike may pass.
  if (
    !/^https?:\/\/[^/\\]/i.test(text) || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !URL.canParse(text)
  ) {
    return { code: "not_a_url", detail: "must be an absolute https:// URL" };
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && !rules.allowPrivate) {
    return { code: "not_https", detail: "must start with https://" };
  }
  if (url.username !== "" || url.password !== "" || authorityOf(text).includes("@")) {
    return { code: "has_credentials", detail: "must not contain a user name or password" };
  }
  if (text.includes("#")) {
    return { code: "has_fragment", detail: "must not have a fragment (#…): it is never sent" };
  }
  const odd = PLAIN.test(text) ? undefined : oddUrl;
  if (rules.allowPrivate) return odd;
  if (url.port !== "" && url.port !== "80" && Number(url.port) < PORT_MIN) {
    return { code: "port_not_allowed", detail: `must use port 443, or ${PORT_MIN} or above` };
  }
  if (!mayBePublic(url.hostname)) {
    return { code: "address_not_public", detail: "must be a host on the public internet" };
  }
  return odd;
}

function mayBePublic(hostname: string): boolean {
  if (isAddress(hostname)) return isPublicAddress(hostname);
  const name = hostname.replace(/\.+$/, "").toLowerCase();
  return name.includes(".") && !INSIDE.test(name) && !SPELLED.test(name);
}

function authorityOf(text: string): string {
  return text.split("//")[1]?.split(/[/?#]/)[0] ?? "";
}
