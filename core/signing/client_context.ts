import type { ClientKind } from "../method/client.ts";
import type { DisclosureLang } from "./disclosure.ts";

/** Where a consumer agreed; only the network of the IP address is stored. */
export interface ClientContext {
  readonly client: ClientKind;
  readonly lang: DisclosureLang;
  readonly userAgent: string | undefined;
  readonly network: string | undefined;
}

/**
 * The network an address belongs to, `203.0.113.0/24` or `2001:db8:1::/48`: enough to say where from, too little to
 * say who. Undefined if it is not an IP address.
 */
export function networkOf(ip: string): string | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
  const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(mapped)?.[1];
  if (v4) return `${v4}.0/24`;
  if (!/^[0-9a-f:]{2,39}$/i.test(ip) || !ip.includes(":")) return undefined;
  const [head = "", tail] = ip.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: missing }, () => "0"), ...back];
  return `${groups.slice(0, 3).join(":")}::/48`;
}
