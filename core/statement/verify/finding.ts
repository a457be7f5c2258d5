/** What does not hold, and where. */
export interface Finding {
  readonly file: string;
  /** Counted from 1, as editors do. */
  readonly line?: number | undefined;
  /** In bytes, from 1. */
  readonly column?: number | undefined;
  readonly code: FindingCode;
  readonly detail: string;
}

export type FindingCode =
  | "not_signed"
  | "no_manifest"
  | "file_missing"
  | "sha256_differs"
  | "lines_differ"
  | "sums_differ"
  | "wrong_width"
  | "wrong_encoding"
  | "wrong_header"
  | "wrong_value"
  | "sums_disagree"
  | "balance_breaks"
  | "line_changed"
  | "line_missing"
  | "line_repeated"
  | "previous_differs";

/** Of one line: it is the file that knows which. */
export type LineFlaw = Pick<Finding, "code" | "detail" | "column">;
