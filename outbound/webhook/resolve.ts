import { isAddress, isPublicAddress } from "./address.ts";

/** All addresses of a name. Throws when it has none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Says the same whatever the reason: merchants read it, and must not learn what names mean inside our network. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  override readonly message = "the host does not resolve to a public address";
}

/**
 * The address of a URL's host. Throws AddressRefused when it has none, or when ANY of its addresses is not public: a
 * name that resolves to both is a trap. The caller must connect to exactly this address, or the name could resolve to
 * another a moment later.
 */
export async function publicAddressOf(
  hostname: string,
  { resolve, allowPrivate }: { readonly resolve: Resolve; readonly allowPrivate: boolean },
): Promise<string> {
  const addresses = isAddress(hostname)
    ? [withoutBrackets(hostname)]
    : await resolve(hostname).catch(() => []);
  const [first] = addresses;
  if (first !== undefined && (allowPrivate || addresses.every(isPublicAddress))) return first;
  throw new AddressRefused();
}

export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
