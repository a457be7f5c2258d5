import { strFromU8, unzipSync } from "fflate";
import { crc32 } from "../crc32.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Flaw, flaw } from "./bank_file_flaw.ts";
import { zipSums } from "../zip_sums.ts";
import type { TableRow } from "./table_row.ts";

const UNPACKED_BYTES_MAX = 67_108_864;
const COLUMNS_MAX = 200;
const START = [1, 1] as const;
const DAMAGED = "the spreadsheet is damaged or cut off";

/** The first sheet of a spreadsheet (ECMA-376): what its cells hold, without their formats. */
export function readXlsx(bytes: Uint8Array): Result<readonly TableRow[], Flaw> {
  const parts = unpacked(bytes);
  if (!parts.ok) return parts;
  const sheet = Object.keys(parts.value).filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  const xml = sheet && parts.value[sheet];
  if (!xml) return rejected(flaw("cannot_unpack", START, "the spreadsheet has no sheet"));
  const shared = sharedStrings(parts.value["xl/sharedStrings.xml"]);
  const rows: TableRow[] = [];
  for (const { attributes, content } of matches(strFromU8(xml), "row")) {
    const line = Number(attribute(attributes, "r") ?? rows.length + 1);
    const cells = cellsOf(content, shared, line);
    if (!cells.ok) return cells;
    rows.push({ line, cells: cells.value });
  }
  return ok(rows);
}

function unpacked(bytes: Uint8Array): Result<Readonly<Record<string, Uint8Array>>, Flaw> {
  let total = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/^xl\/(?:sharedStrings|worksheets\/[^/]+)\.xml$/.test(name)) return false;
        total += originalSize;
        if (total > UNPACKED_BYTES_MAX) throw new RangeError("too large");
        return true;
      },
    });
    if (isDamaged(bytes, parts)) return rejected(flaw("cannot_unpack", START, DAMAGED));
    return ok(parts);
  } catch (error) {
    const detail = error instanceof RangeError
      ? `it unpacks to more than ${UNPACKED_BYTES_MAX} bytes`
      : DAMAGED;
    return rejected(flaw("cannot_unpack", START, detail));
  }
}

/** The library does not compare: a digit that was damaged on its way would be another amount. */
function isDamaged(bytes: Uint8Array, parts: Readonly<Record<string, Uint8Array>>): boolean {
  const sums = zipSums(bytes);
  return Object.entries(parts).some(([name, part]) => {
    const sum = sums?.get(name);
    return sum === undefined || sum.size !== part.length || sum.crc !== crc32(part);
  });
}

function sharedStrings(xml: Uint8Array | undefined): readonly string[] {
  return xml ? [...matches(strFromU8(xml), "si")].map(({ content }) => textOf(content)) : [];
}

function cellsOf(
  content: string,
  shared: readonly string[],
  line: number,
): Result<readonly string[], Flaw> {
  const cells: string[] = [];
  for (const { attributes, content: inner } of matches(content, "c")) {
    const named = columnOf(attribute(attributes, "r") ?? "");
    const column = named < 0 ? cells.length : named;
    if (column >= COLUMNS_MAX) {
      return rejected(flaw("wrong_width", [line, column + 1], `more than ${COLUMNS_MAX} columns`));
    }
    while (cells.length < column) cells.push("");
    const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1] ?? "";
    const type = attribute(attributes, "t");
    cells[column] = type === "s"
      ? shared[Number(value)]?.trim() ?? ""
      : type === "inlineStr"
      ? textOf(inner).trim()
      : plain(value).trim();
  }
  return ok(cells);
}

/** `BC12` is column 54, counted from 0; -1 where there is none. */
function columnOf(place: string): number {
  let column = 0;
  const [letters = ""] = /^[A-Z]{1,3}/.exec(place) ?? [];
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

interface Element {
  readonly attributes: string;
  readonly content: string;
  /** Where it begins, and where what follows it does. */
  readonly from: number;
  readonly until: number;
}

/** Elements of this name, one after the other, up to one without an end. Each byte is looked at once. */
function* matches(xml: string, tag: string): Generator<Element> {
  const [opening, closing] = [`<${tag}`, `</${tag}>`];
  for (let from = xml.indexOf(opening); from !== -1; from = xml.indexOf(opening, from)) {
    const name = from + opening.length;
    if (!/[\s/>]/.test(xml[name] ?? "")) {
      from = name;
      continue;
    }
    const end = xml.indexOf(">", name);
    const isEmpty = xml[end - 1] === "/";
    const close = isEmpty ? end : xml.indexOf(closing, end);
    if (end === -1 || close === -1) return;
    const attributes = xml.slice(name, isEmpty ? end - 1 : end);
    const until = isEmpty ? end + 1 : close + closing.length;
    yield { attributes, content: isEmpty ? "" : xml.slice(end + 1, close), from, until };
    from = until;
  }
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
}

/** Runs of one text, without the readings that some programs add. */
function textOf(xml: string): string {
  let [text, at] = ["", 0];
  for (const { from, until } of matches(xml, "rPh")) {
    text += runsOf(xml.slice(at, from));
    at = until;
  }
  return text + runsOf(xml.slice(at));
}

function runsOf(xml: string): string {
  return [...matches(xml, "t")].map(({ content }) => plain(content)).join("");
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function plain(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const point = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
    if (point === undefined) return entities[name] ?? whole;
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
