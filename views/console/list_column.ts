import type { Child } from "hono/jsx";
import type { Column } from "../parts/csv.ts";

/** A column of a list: of its file, and of its page. */
export interface ListColumn<T> {
  readonly csv: Column<T>;
  /** Undefined where only the file has it. */
  readonly cell?: (row: T) => Child;
  /** `wide`: left out where a row has two lines only. Amounts stand at the end by themselves. */
  readonly only?: "wide";
}
