import { feeParts } from "../../fee/tariff.ts";
import { ok, rejected, type Result } from "../../result.ts";
import { digitsOf, flawOfRecord, signedOf, textOf } from "../../statement_file/record.ts";
import { readZm } from "../../statement_file/read_zm.ts";
import { zmLayout } from "../../statement_file/zm_layout.ts";
import type { BusinessDay } from "../../time.ts";
import { csvColumns } from "../csv_format.ts";
import { lineCheck } from "../line_check.ts";
import type { StatementFormat } from "../statement.ts";
import { zmReserve } from "../zm_format.ts";
import type { LineFlaw } from "./finding.ts";

/** What every format says of a line, in fen. */
export interface ReadLine {
  readonly no: number;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly balance: number;
}

export interface Expected {
  readonly merchantNo: string;
  readonly day: BusinessDay;
  readonly metadataKeys: readonly string[];
}

type Read = (bytes: Uint8Array, expected: Expected) => Result<ReadLine, LineFlaw>;

export const lineReaders: Readonly<Record<StatementFormat, Read>> = {
  csv: readCsvLine,
  jsonl: readJsonLine,
  zm: readZmLine,
};

function readCsvLine(bytes: Uint8Array, { metadataKeys }: Expected): Result<ReadLine, LineFlaw> {
  const text = utf8(bytes);
  if (!text.ok) return text;
  const cells = cellsOf(text.value);
  const expected = csvColumns.length + metadataKeys.length + 1;
  if (cells?.length !== expected) {
    const detail = `expected ${expected} columns, found ${cells?.length ?? "an open quote"}`;
    return rejected({ code: "wrong_width", detail });
  }
  const fen = (name: (typeof csvColumns)[number]) =>
    name === "no" ? whole(cells[0]!) : fenOf(cells[csvColumns.indexOf(name)]!);
  const before = text.value.slice(0, text.value.lastIndexOf(","));
  const isSame = lineCheck(before) === cells.at(-1);
  return checked(isSame, {
    no: fen("no"),
    amount: fen("amount_yuan"),
    fee: fen("fee_yuan"),
    parts: feeParts.map((part) => fen(`fee_${part}_yuan`)),
    net: fen("net_yuan"),
    balance: fen("balance_yuan"),
  });
}

function readJsonLine(bytes: Uint8Array): Result<ReadLine, LineFlaw> {
  const text = utf8(bytes);
  if (!text.ok) return text;
  const line = objectIn(text.value);
  if (!line) return rejected({ code: "wrong_width", detail: "the line is not one JSON object" });
  const fee = (line["fee"] ?? {}) as Readonly<Record<string, unknown>>;
  const mark = `,"check":"${line["check"]}"}`;
  const isSame = text.value.endsWith(mark) &&
    lineCheck(`${text.value.slice(0, -mark.length)}}`) === line["check"];
  return checked(isSame, {
    no: intOf(line["no"]),
    amount: intOf(line["amount"]),
    fee: intOf(fee["total"]),
    parts: feeParts.map((part) => intOf(fee[part])),
    net: intOf(line["net"]),
    balance: intOf(line["balance"]),
  });
}

function readZmLine(bytes: Uint8Array, expected: Expected): Result<ReadLine, LineFlaw> {
  if (bytes.length !== zmLayout.bytes) {
    const detail = `expected ${zmLayout.bytes} bytes, found ${bytes.length}`;
    return rejected({ code: "wrong_width", detail });
  }
  const flaw = flawOfRecord(bytes, zmLayout);
  if (flaw) {
    const code = flaw.code === "wrong_encoding" ? "wrong_encoding" : "wrong_width";
    return rejected({ ...flaw, code });
  }
  const read = readZm(bytes, { merchantNo: expected.merchantNo, clearingDay: expected.day });
  if (!read.ok) {
    const code = read.error.code === "sums_disagree" ? "sums_disagree" : "wrong_value";
    return rejected({ ...read.error, code });
  }
  const { direction, amount, fee, net } = read.value;
  const said = textOf(bytes, zmReserve.check);
  return checked(lineCheck(bytes.subarray(0, zmReserve.check.from)) === said, {
    no: digitsOf(bytes, zmReserve.no),
    amount: direction === "in" ? amount.fen : -amount.fen,
    fee: fee.fen,
    parts: [fee.fen],
    net: net.fen,
    balance: signedOf(bytes, zmReserve.sum),
  });
}

type Maybe = Readonly<Record<keyof ReadLine, number | undefined>> & {
  readonly parts: readonly (number | undefined)[];
};

/** What a line says, where it is as it was written. */
function checked(
  isSame: boolean,
  { no, amount, fee, parts, net, balance }: Maybe,
): Result<ReadLine, LineFlaw> {
  if (
    no === undefined || amount === undefined || fee === undefined || net === undefined ||
    balance === undefined || !parts.every((part) => part !== undefined)
  ) {
    return rejected({ code: "wrong_value", detail: "a number or an amount is not one" });
  }
  const ofParts = parts.reduce((sum, part) => sum + part, 0);
  if (ofParts !== fee) {
    return rejected({
      code: "sums_disagree",
      detail: `the parts of the fee come to ${ofParts} fen, the line says ${fee}`,
    });
  }
  if (net !== amount - fee) {
    return rejected({
      code: "sums_disagree",
      detail: `the amount less the fee is ${amount - fee} fen, the line says ${net}`,
    });
  }
  if (!isSame) return rejected({ code: "line_changed", detail: "its check is another" });
  return ok({ no, amount, fee, net, balance });
}

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();
const encoder = new TextEncoder();

export function utf8(bytes: Uint8Array): Result<string, LineFlaw> {
  try {
    return ok(strict.decode(bytes));
  } catch {
    const text = lenient.decode(bytes);
    const column = encoder.encode(text.slice(0, text.indexOf("\ufffd"))).length + 1;
    return rejected({ code: "wrong_encoding", column, detail: "the line is not UTF-8" });
  }
}

/** The cells of one line [RFC 4180]; undefined where a quote is not closed or stands within a cell. */
function cellsOf(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const found = cell.exec(line);
    if (!found) return undefined;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === "") return cell.lastIndex === line.length ? cells : undefined;
  }
}

function fenOf(text: string): number | undefined {
  const [, sign = "", yuan, cents] = /^(-?)(\d{1,13})\.(\d{2})$/.exec(text) ?? [];
  if (yuan === undefined) return undefined;
  const fen = Number(yuan) * 100 + Number(cents);
  return sign === "" || fen === 0 ? fen : -fen;
}

function whole(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

function intOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? value as number : undefined;
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Readonly<Record<string, unknown>>
      : undefined;
  } catch {
    return undefined;
  }
}
