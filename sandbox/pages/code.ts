import { linkOfEmv } from "../../core/link/emv_of_link.ts";
import { paths } from "../../core/paths.ts";

/** Pages a code may open: those a phone's scanner would open. */
const OPENS =
  /^\/(?:wallet|checkout\/[0-9A-Za-z_-]+\/cards|(?:sandbox\/wallet|checkout|q|l|sign)\/[0-9A-Za-z_-]+)$/;
const TOKEN = /^[0-9A-Za-z_-]{22}$/;

/** Pages that have to know the person: the app opens them and says who is using it. */
const ASKS_WHO = /^\/(?:wallet|sign\/[0-9A-Za-z_-]+|checkout\/[0-9A-Za-z_-]+\/cards)$/;

/**
 * The path of this site that a pasted code leads to: a link under one of `origins`, the app's own deep link to one, a
 * bare token of a request, or one of our links as an EMVCo code. Undefined for anything else: the wallet never leads
 * to another site.
 */
export function pathOfCode(text: string, ...origins: readonly string[]): string | undefined {
  const code = text.trim();
  if (TOKEN.test(code)) return paths.sandboxWalletRequest(code);
  const linkId = linkOfEmv(code);
  if (linkId) return paths.pay(linkId);
  const url = URL.parse(code);
  if (!url || !origins.includes(url.origin)) return undefined;
  const deep = url.pathname === "/sandbox/wallet" && URL.parse(url.searchParams.get("open") ?? "");
  const opened = deep && origins.includes(deep.origin) ? deep : url;
  return OPENS.test(opened.pathname) ? opened.pathname : undefined;
}

export function asksWho(path: string): boolean {
  return ASKS_WHO.test(path);
}
