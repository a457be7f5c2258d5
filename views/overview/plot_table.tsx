import type { Child } from "hono/jsx";
import { shanghaiTime } from "../../core/time.ts";
import { Amount } from "../parts/money.tsx";
import type { Column } from "../parts/csv.ts";

interface Props<T> {
  readonly summary: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** The way to the same as a file. */
  readonly file: Child;
}

/** What a plot is drawn from, folded away. */
export function PlotTable<T>({ summary, columns, rows, file }: Props<T>) {
  return (
    <details>
      <summary>{summary}</summary>
      <table class="figures">
        <thead>
          <tr>{columns.map(({ header }) => <th key={header} scope="col">{header}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {columns.map((column, place) =>
                place === 0
                  ? <th key={place} scope="row">{cell(column, row)}</th>
                  : <td key={place}>{cell(column, row)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {file}
    </details>
  );
}

function cell<T>(column: Column<T>, row: T) {
  switch (column.type) {
    case "text":
      return column.of(row);
    case "number":
      return column.of(row) ?? "–";
    case "time": {
      const at = column.of(row);
      return at === undefined ? "–" : shanghaiTime(at);
    }
    case "amount": {
      const money = column.of(row);
      return money ? <Amount money={money} /> : "–";
    }
  }
}
