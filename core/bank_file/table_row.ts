/** A row of a table, as text, with the line that it begins on. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}
