import { isAddress, isPublicAddress } from "./address.ts";

/** All addresses of a name. Throws when it has none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

/**
 * The address of a URL's host. Throws AddressRefused when ANY of its addresses is not public: a name that resolves to
 * both is a trap. The caller must connect to exactly this address, or the name could resolve to another a moment later.
 */
export async function publicAddressOf(
  hostname: string,
  { resolve, allowPrivate }: { readonly resolve: Resolve; readonly allowPrivate: boolean },
): Promise<string> {
  const addresses = isAddress(hostname) ? [withoutBrackets(hostname)] : await resolve(hostname);
  const [first] = addresses;
  if (first === undefined) throw new AddressRefused(`${hostname} does not resolve to an address`);
  const inside = allowPrivate ? undefined : addresses.find((each) => !isPublicAddress(each));
  if (inside === undefined) return first;
  throw new AddressRefused(`${hostname} resolves to ${inside}, which is not public`);
}

export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
