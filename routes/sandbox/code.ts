/** Pages a code may open: what a phone's scanner would go to. */
const OPENS = /^\/(?:sandbox\/wallet|checkout|q|l|sign)\/[0-9A-Za-z_-]+$/;
const TOKEN = /^[0-9A-Za-z_-]{22}$/;

/**
 * The path of this site that a pasted code leads to: a link under one of `origins`, or a bare token of a request.
 * Undefined for anything else: the wallet never leads to another site.
 */
export function pathOfCode(text: string, ...origins: readonly string[]): string | undefined {
  const code = text.trim();
  if (TOKEN.test(code)) return `/sandbox/wallet/${code}`;
  const url = URL.parse(code);
  if (!url || !origins.includes(url.origin)) return undefined;
  return OPENS.test(url.pathname) ? url.pathname : undefined;
}
