import { add, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Flaw } from "./file_flaw.ts";
import { type Format, formats } from "./formats.ts";
import type { Expected } from "./line_facts.ts";
import { flawOfRecord } from "./record.ts";
import { lineSplitter } from "./split_lines.ts";
import type { DetailKind, StatementLine, Totals } from "./statement_file.ts";

/** Reads a file of records from pieces of any size, and holds no more of it than a record. */
export interface DetailReader {
  /** The records that end in this piece, up to the first flaw. */
  push(piece: Uint8Array): Result<readonly StatementLine[], Flaw>;
  /** The last record, where the file ends without a line end. */
  end(): Result<readonly StatementLine[], Flaw>;
  /** The sums of what was read so far. */
  totals(): Totals;
}

export function detailReader(kind: DetailKind, expected: Expected): DetailReader {
  const format = formats[kind];
  const splitter = lineSplitter();
  let width: number | undefined;
  let totals: Totals = { lines: 0, paid: noMoney, paidBack: noMoney, fee: noMoney, net: noMoney };

  function readAll(lines: readonly Uint8Array[]): Result<readonly StatementLine[], Flaw> {
    const read: StatementLine[] = [];
    for (const record of lines) {
      const line = readOne(record);
      if (!line.ok) return line;
      read.push(line.value);
    }
    return ok(read);
  }

  function readOne(record: Uint8Array): Result<StatementLine, Flaw> {
    const lineNo = totals.lines + 1;
    width ??= widthOf(format, record);
    const flaw = flawOfWidth(record, { kind, width, lineNo }) ??
      flawOfRecord(record, format.layout);
    if (flaw) return rejected({ ...flaw, line: lineNo });
    const facts = format.read(record, expected);
    if (!facts.ok) return rejected({ ...facts.error, line: lineNo });
    const line = { lineNo, record, ...facts.value };
    totals = plus(totals, line);
    return ok(line);
  }

  return {
    push: (piece) => readAll(splitter.push(piece)),
    end() {
      const last = splitter.end();
      if (!last) return ok([]);
      width ??= widthOf(format, last);
      const flaw = flawOfEnd(last, { format, width });
      return flaw ? rejected({ ...flaw, line: totals.lines + 1 }) : readAll([last]);
    },
    totals: () => totals,
  };
}

/** Where the layout leaves the end open, the first record says how long they all are. */
function widthOf({ layout, openEnd }: Format, first: Uint8Array): number {
  return openEnd ? Math.max(first.length, layout.bytes) : layout.bytes;
}

function flawOfWidth(
  record: Uint8Array,
  { kind, width, lineNo }: {
    readonly kind: DetailKind;
    readonly width: number;
    readonly lineNo: number;
  },
): Flaw | undefined {
  const { length } = record;
  const other = Object.entries(formats).find(([, { layout }]) => layout.bytes === length)?.[0];
  if (lineNo === 1 && other !== undefined && other !== kind) {
    return { code: "wrong_kind", column: 1, detail: `the name says ${kind}, the width ${other}` };
  }
  if (length === width) return undefined;
  const detail = `expected ${width} bytes, found ${length}`;
  return { code: "wrong_width", column: Math.min(length, width) + 1, detail };
}

/** What follows the last line end and is no record: the beginning of one, or something else. */
function flawOfEnd(
  last: Uint8Array,
  { format: { layout }, width }: { readonly format: Format; readonly width: number },
): Flaw | undefined {
  if (last.length === width) return undefined;
  const begun = last.length < width &&
    flawOfRecord(last, {
      ...layout,
      separators: layout.separators.filter((at) => at < last.length),
    });
  if (begun === undefined) {
    const detail = `the file ends after ${last.length} of ${width} bytes`;
    return { code: "file_truncated", column: last.length + 1, detail };
  }
  return { code: "trailing_garbage", column: 1, detail: `${last.length} bytes are no record` };
}

function plus(totals: Totals, { direction, amount, fee, net }: StatementLine): Totals {
  return {
    lines: totals.lines + 1,
    paid: direction === "in" ? add(totals.paid, amount) : totals.paid,
    paidBack: direction === "out" ? add(totals.paidBack, amount) : totals.paidBack,
    fee: add(totals.fee, fee),
    net: add(totals.net, net),
  };
}
