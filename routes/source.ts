import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { Source } from "../core/budget/ways.ts";
import type { Deps } from "../core/deps.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * The address a request comes from: the connection's, or behind proxies that the configuration names, what the
 * outermost of them saw. Whoever else sends `X-Forwarded-For` is not believed. Undefined if the runtime does not say.
 */
export function addressOf(c: Context, { config }: Pick<Deps, "config">): string | undefined {
  const connection: { readonly remoteAddr?: { readonly hostname?: unknown } } = c.env ?? {};
  const hops = (c.req.header("x-forwarded-for") ?? "").split(",").toReversed();
  let address = read(connection.remoteAddr?.hostname);
  for (const hop of hops) {
    if (!address || !isTrusted(address, config.trustedProxies)) break;
    const before = read(hop);
    if (!before) break;
    address = before;
  }
  return address?.toString();
}

/** A digest of the address, of IPv6 only the /64 that one customer has: whose tries are counted together. */
export async function sourceOf(c: Context, deps: Pick<Deps, "config" | "vault">): Promise<Source> {
  const text = addressOf(c, deps);
  if (text === undefined) return undefined;
  const address = ipaddr.process(text);
  const network = address instanceof ipaddr.IPv6 ? address.parts.slice(0, 4).join(":") : text;
  return await deps.vault.mac("source", network);
}

/** An address as proxies write it too: with a port, IPv6 in brackets or with a zone. */
function read(text: unknown): Address | undefined {
  if (typeof text !== "string") return undefined;
  const bare = text.trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "");
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}

function isTrusted(address: Address, proxies: readonly string[]): boolean {
  return proxies.some((each) => {
    const [network, bits] = ipaddr.parseCIDR(each);
    return network.kind() === address.kind() && address.match(network, bits);
  });
}
