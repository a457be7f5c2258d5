import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type Fee, noFee } from "../fee/fee_of.ts";
import type { EventId } from "../id.ts";
import { zmLayout } from "../statement_file/zm_layout.ts";
import { csvHeader, csvLine } from "./csv_format.ts";
import { type FileSink, fileSink } from "./file_sink.ts";
import { jsonlLine } from "./jsonl_format.ts";
import { readLines } from "./read_lines.ts";
import {
  type IssuingStatement,
  type StatementFileEntry,
  type StatementFormat,
  statementFormats,
  type Sums,
} from "./statement.ts";
import { nameOf } from "./statement_names.ts";
import type { StatementLine } from "./statement_line.ts";
import { noSums, plus, plusParts } from "./sums.ts";
import { isTransaction } from "./transaction.ts";
import { zmRecordOf } from "./zm_format.ts";

export interface Written {
  readonly sums: Sums;
  readonly feeParts: Fee["parts"];
  readonly totals: Readonly<Record<string, Sums>>;
  readonly files: readonly StatementFileEntry[];
}

const encoder = new TextEncoder();
const CRLF = encoder.encode("\r\n");

/** Writes a statement's files into the database, a part at a time. Throws Conflict when it has been issued meanwhile. */
export async function writeFiles(
  deps: Pick<Deps, "load" | "write" | "statements">,
  statement: IssuingStatement,
  attempt: EventId,
): Promise<Written> {
  const sinks = Object.fromEntries(
    statementFormats.map((format) => [format, sinkFor(format)]),
  ) as Record<StatementFormat, FileSink>;
  const totals: Record<string, Sums> = {};
  let sums = noSums;
  let { parts: feeParts } = noFee;
  await sinks.csv.push(encoder.encode(csvHeader(statement.metadataKeys)));
  for await (const lines of readLines(deps, statement)) {
    for (const line of lines) {
      sums = plus(sums, line);
      feeParts = plusParts(feeParts, line.fee.parts);
      totals[line.kind] = plus(totals[line.kind] ?? noSums, line);
    }
    await pushText(sinks.csv, lines, (line) => csvLine(line, statement.metadataKeys));
    await pushText(sinks.jsonl, lines, jsonlLine);
    await pushRecords(sinks.zm, lines.filter(isTransaction), statement);
  }
  const files: StatementFileEntry[] = [];
  for (const format of statementFormats) {
    const sink = sinks[format];
    const name = nameOf(statement, format);
    files.push({ format, name, ...await sink.end(), ...sink.sums() });
  }
  return { sums, feeParts, totals, files };

  function sinkFor(format: StatementFormat): FileSink {
    return fileSink(async (part, content) => {
      const { statementId } = statement;
      const unit = deps.statements.keepPart({ statementId, attempt, format, part }, content);
      assertCommitted(await deps.write(unit));
    });
  }
}

async function pushText(
  sink: FileSink,
  lines: readonly StatementLine[],
  textOf: (line: StatementLine) => string,
): Promise<void> {
  for (const line of lines) sink.count(line);
  await sink.push(encoder.encode(lines.map(textOf).join("")));
}

async function pushRecords(
  sink: FileSink,
  lines: readonly StatementLine[],
  { merchantNo, day, metadataKeys }: IssuingStatement,
): Promise<void> {
  const length = zmLayout.bytes + CRLF.length;
  const records = new Uint8Array(length * lines.length);
  lines.forEach((line, i) => {
    sink.count(line);
    const { lines: no, net } = sink.sums();
    const given = { merchantNo, day, no, sum: net.fen, metadataKeys };
    records.set(zmRecordOf(line, given), i * length);
    records.set(CRLF, (i + 1) * length - CRLF.length);
  });
  await sink.push(records);
}
