export type BankFileFlawCode =
  | "file_empty"
  | "file_too_large"
  /** Fewer lines than the file itself says, or it ends within a line. */
  | "file_truncated"
  /** Neither UTF-8 nor GB18030. */
  | "wrong_encoding"
  | "wrong_width"
  | "wrong_value"
  /** Of another account than ours, or of none. */
  | "wrong_account"
  /** No row that names a day, what came in and from whom. */
  | "header_missing"
  /** A spreadsheet that cannot be opened, or that unpacks to too much. */
  | "cannot_unpack";

/** What is wrong with a bank's file, and where: lines and columns count from 1, and a column is a cell. */
export interface BankFileFlaw {
  readonly code: BankFileFlawCode;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly detail: string;
}

export type Flaw = Omit<BankFileFlaw, "file">;

export function flaw(
  code: BankFileFlawCode,
  [line, column]: readonly [line: number, column: number],
  detail: string,
): Flaw {
  return { code, line, column, detail };
}
