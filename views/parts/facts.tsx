import type { Child } from "hono/jsx";

/** One without a value is left out. */
export type Row = readonly [label: string, value: Child | undefined];

interface Props {
  /** In reading order. */
  readonly rows: readonly Row[];
}

/** A row of `Facts`. */
export function fact(label: string, value: Child | undefined) {
  return [label, value] as const;
}

/** Facts as label and value, e.g. of a receipt. */
export function Facts({ rows }: Props) {
  return (
    <dl class="facts">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        )
      )}
    </dl>
  );
}
