/** Where a column stands in a record: bytes `from` (counted from 0) up to `until`, which is the separator's place. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** One kind of fixed-width record: columns of so many bytes of GBK with one space between any two. */
export interface Layout<C extends string> {
  readonly spans: Readonly<Record<C, Span>>;
  /** Where the separators stand. */
  readonly separators: readonly number[];
  readonly bytes: number;
}

/** The layout of these columns, by name and in their order, each with its width in bytes. */
export function layoutOf<C extends string>(widths: Readonly<Record<C, number>>): Layout<C> {
  const spans: Record<string, Span> = {};
  let from = 0;
  for (const [name, width] of Object.entries<number>(widths)) {
    spans[name] = { from, until: from + width };
    from += width + 1;
  }
  const separators = Object.values(spans).map(({ until }) => until).slice(0, -1);
  return { spans: spans as Record<C, Span>, separators, bytes: from - 1 };
}
