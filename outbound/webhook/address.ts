import ipaddr from "ipaddr.js";

/**
 * Whether a webhook may go to this IP address: it is one of the public internet. Everything that has a special
 * meaning is refused [IANA special-purpose registries], also where an IPv6 address wraps an IPv4 one.
 */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (!ipaddr.isValid(bare)) return false;
  const address = ipaddr.parse(bare);
  if (address instanceof ipaddr.IPv4) return isPublicV4(address);
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address());
  // Global unicast is 2000::/3 [RFC 4291, 2.4]; whatever is not, no public receiver has.
  return (address.parts[0] ?? 0) >> 13 === 1 && address.range() === "unicast";
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast";
}

/** Whether a URL's host is an address and not a name. */
export function isAddress(host: string): boolean {
  return host.startsWith("[") || ipaddr.IPv4.isValidFourPartDecimal(host);
}
