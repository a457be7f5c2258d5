// Any host works: it is only there so that `//evil.example`, `/\evil.example` and the like show their own.
const HERE = "https://here.invalid";

/** `text` when it is a path on this site, else the root: a stranger cannot name another site to go to. */
export function localPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/")) return "/";
  const url = URL.parse(text, HERE);
  if (url?.origin !== HERE) return "/";
  return `${url.pathname}${url.search}`;
}
