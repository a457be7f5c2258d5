/** Pages a code may open: what a phone's scanner would go to. */
const OPENS = /^\/(?:wallet|(?:sandbox\/wallet|checkout|q|l|sign)\/[0-9A-Za-z_-]+)$/;
const TOKEN = /^[0-9A-Za-z_-]{22}$/;

/** A signing's page: the app opens it and says who is there. */
const SIGN = /^\/sign\/[0-9A-Za-z_-]+$/;

/**
 * The path of this site that a pasted code leads to: a link under one of `origins`, the app's own deep link to one, or
 * a bare token of a request. Undefined for anything else: the wallet never leads to another site.
 */
export function pathOfCode(text: string, ...origins: readonly string[]): string | undefined {
  const code = text.trim();
  if (TOKEN.test(code)) return `/sandbox/wallet/${code}`;
  const url = URL.parse(code);
  if (!url || !origins.includes(url.origin)) return undefined;
  const deep = url.pathname === "/sandbox/wallet" && URL.parse(url.searchParams.get("open") ?? "");
  const opened = deep && origins.includes(deep.origin) ? deep : url;
  return OPENS.test(opened.pathname) ? opened.pathname : undefined;
}

export function isSignPage(path: string): boolean {
  return SIGN.test(path);
}
