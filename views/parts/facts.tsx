import type { Child } from "hono/jsx";

interface Props {
  /** Label and value, in reading order; a row without a value is left out. */
  readonly rows: readonly (readonly [label: string, value: Child | undefined])[];
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
