// Any host works: it is only there to expose the host of `//evil.example`, `/\evil.example` and the like.
const HERE = "https://here.invalid";

/** `text` when it is a path on this site, otherwise the root: nobody can redirect to another site. */
export function localPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/")) return "/";
  const url = URL.parse(text, HERE);
  if (url?.origin !== HERE) return "/";
  // `/..//evil.example` is a path here that becomes `//evil.example`, another site, once its dots are resolved.
  const path = url.pathname.replace(/^\/+/, "/");
  return `${path}${url.search}`;
}
