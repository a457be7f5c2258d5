import { ok, rejected, type Result } from "../result.ts";
import { type Flaw, flaw } from "./bank_file_flaw.ts";
import type { TableRow } from "./table_row.ts";

/** A bank's CSV: UTF-8 or GB18030, with commas or tabs, cells in quotes where they need it. */
export function readCsv(bytes: Uint8Array): Result<readonly TableRow[], Flaw> {
  const text = decoded(bytes);
  return text.ok ? rowsOf(text.value) : text;
}

function decoded(bytes: Uint8Array): Result<string, Flaw> {
  for (const encoding of ["utf-8", "gb18030"]) {
    const text = decode(bytes, encoding);
    if (text !== undefined) return ok(text);
  }
  const line = firstUnreadable(bytes);
  return rejected(flaw("wrong_encoding", [line, 1], "neither UTF-8 nor GB18030"));
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Line feeds are the same byte in both, and in no other character. */
function firstUnreadable(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const until = end === -1 ? bytes.length : end;
    if (decode(bytes.subarray(from, until), "gb18030") === undefined) return line;
    from = until + 1;
  }
  return line;
}

function rowsOf(text: string): Result<readonly TableRow[], Flaw> {
  const separator = separatorOf(text);
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let [line, begun] = [1, 1];
  let quoted = false;
  const endCell = () => {
    cells.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\n") line++;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (char === '"' && cell.trim() === "") {
      cell = "";
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === "\n") endRow();
    else if (char !== "\r") cell += char;
  }
  if (quoted) {
    return rejected(
      flaw("file_truncated", [begun, cells.length + 1], "the file ends within quotes"),
    );
  }
  if (cell !== "" || cells.length > 0) endRow();
  return ok(rows);
}

/** Whichever there are more of. */
function separatorOf(text: string): string {
  return text.split("\t").length > text.split(",").length ? "\t" : ",";
}
