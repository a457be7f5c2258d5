/** The path with what is given as its query, if anything. */
export function withQuery(path: string, given: object): string {
  const query = new URLSearchParams(Object.entries(given)).toString();
  return query === "" ? path : `${path}?${query}`;
}
