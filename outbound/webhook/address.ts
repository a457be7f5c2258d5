import ipaddr from "ipaddr.js";

/**
 * Whether a webhook may go to this IP address: only if it is on the public internet. Special-purpose addresses are
 * refused [IANA special-purpose registries], also IPv4 ones inside IPv6.
 */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (!ipaddr.isValid(bare)) return false;
  const address = ipaddr.parse(bare);
  if (address instanceof ipaddr.IPv4) return isPublicV4(address);
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address());
  // Global unicast is 2000::/3 [RFC 4291, 2.4]; no public receiver is outside it.
  return (address.parts[0] ?? 0) >> 13 === 1 && address.range() === "unicast";
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast";
}

/** Whether a URL's host is an address and not a name. */
export function isAddress(host: string): boolean {
  return host.startsWith("[") || ipaddr.IPv4.isValidFourPartDecimal(host);
}
