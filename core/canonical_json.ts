/**
 * JSON with sorted names and no spaces, so that the same facts always give the same text (RFC 8785 for texts, whole
 * numbers, true, false and null, which is all we hash). Absent values are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`);
  return `{${entries.join(",")}}`;
}
