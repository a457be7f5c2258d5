import canonicalize from "canonicalize";

/** The one text of these facts (RFC 8785), so that the same facts always give the same hash. Absent values are left out. */
export function canonicalJson(facts: object): string {
  const text = canonicalize(facts);
  if (text === undefined) throw new TypeError("Cannot write as JSON: it has no text");
  return text;
}
