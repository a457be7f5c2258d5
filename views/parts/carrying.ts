interface Kept {
  /** What the page has already seen. */
  readonly mark: string | undefined;
  /** The pair that every URL of a page keeps; see `Frame`. */
  readonly carried: string | undefined;
}

/** `path` with what it has to keep, as a query. */
export function carrying(path: string, { mark, carried }: Kept): string {
  const pairs = [mark === undefined ? "" : `mark=${encodeURIComponent(mark)}`, carried ?? ""];
  const query = pairs.filter((each) => each !== "").join("&");
  return query === "" ? path : `${path}?${query}`;
}
