// Any host works: it is only there to expose the host of `//evil.example`, `/\evil.example` and the like.
const HERE = "https://here.invalid";

/** `text` when it is a path on this site, otherwise the root: nobody can redirect to another site. */
export function localPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/")) return "/";
  const url = URL.parse(text, HERE);
  if (url?.origin !== HERE) return "/";
  // `/..//evil.example` is a path until its dots are resolved; then it is `//evil.example`, another site.
  if (url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}`;
}
