/** What can be wrong with a channel's file. */
export type FlawCode =
  /** Nothing in it, where that would not be a statement. */
  | "file_empty"
  /** The file was cut off in a record, or its packing ends too early. */
  | "file_truncated"
  /** Something follows the last record. */
  | "trailing_garbage"
  | "wrong_width"
  /** No space where two columns meet. */
  | "wrong_separator"
  /** Not GBK, or a control character. */
  | "wrong_encoding"
  /** A number, sign or time that cannot be one. */
  | "wrong_value"
  /** The amounts of one record, or of a summary, contradict each other. */
  | "sums_disagree"
  | "wrong_day"
  | "wrong_merchant"
  /** The name is of no file that is known here. */
  | "unknown_name"
  /** The content is another kind than the name says. */
  | "wrong_kind"
  /** Its archive has another of the same name, content, or kind, day, number and batch. */
  | "file_repeated"
  /** Packed in a way, so large or so deep that it is not unpacked. */
  | "cannot_unpack";

/** One thing that is wrong with a file, and where: `line` and `column` count from 1, and columns are bytes. */
export interface FileFlaw {
  readonly code: FlawCode;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly detail: string;
}

/** A flaw before it is known in which file and line. */
export interface Flaw {
  readonly code: FlawCode;
  readonly line?: number;
  readonly column?: number;
  readonly detail: string;
}
