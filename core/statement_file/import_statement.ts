import type { Actor } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { subtract } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { FileFlaw } from "./file_flaw.ts";
import { summaryPattern } from "./file_name.ts";
import { findGaps } from "./find_gaps.ts";
import type { GivenFile } from "./given_file.ts";
import { type InspectedFile, inspectFile } from "./inspect_file.ts";
import { keepLines } from "./keep_lines.ts";
import { sameTotals } from "./read_summary.ts";
import {
  type ImportedFile,
  type ImportingFile,
  PARSER_VERSION,
  type StatementFile,
} from "./statement_file.ts";
import type { MatchCounts } from "./statement_file_store.ts";

export interface ImportStatement {
  readonly file: GivenFile;
  /** The files beside it, among which the channel's summary of the same day may be. */
  readonly beside: readonly GivenFile[];
  /** Whose it has to be, where somebody says so. */
  readonly merchantNo: MerchantNo | undefined;
  readonly by: Actor;
}

export interface ImportedStatement extends MatchCounts {
  readonly file: ImportedFile;
  /** What succeeded here in the days before, and is in no file of the channel though its time has passed. */
  readonly missingThere: number;
  /** Undefined where there is no summary to compare it with. */
  readonly summaryAgrees: boolean | undefined;
}

export type ImportRefusal = FileFlaw | {
  readonly code: "file_already_imported";
  readonly file: string;
  /** The earlier one, of the same content or of the same kind, day, number and batch. */
  readonly as: string;
  readonly detail: string;
};

/**
 * Imports a channel's file, or all files of an archive: all of it is read and found to be good before anything is
 * written. An import that was interrupted goes on when the same file is given again.
 */
export async function importStatement(
  deps: Deps,
  { file, beside, merchantNo, by }: ImportStatement,
): Promise<Result<readonly ImportedStatement[], ImportRefusal>> {
  const inspected = await inspectAll(file, beside, merchantNo);
  if (!inspected.ok) return inspected;
  const accepted: { readonly file: ImportingFile; readonly from: GivenFile }[] = [];
  for (const { from, found } of inspected.value) {
    const begun = await begin(deps, found, { isExtra: from !== file, by });
    if (!begun.ok) return begun;
    if (begun.value) accepted.push({ file: begun.value, from });
  }
  const imported: ImportedStatement[] = [];
  for (const { file, from } of accepted) {
    const { kind } = file;
    if (kind !== "summary") await keepLines(deps, from, { ...file, kind });
    imported.push(await finish(deps, file, by));
  }
  const details = imported.filter((each) => each.file.kind !== "summary");
  return ok(details.length > 0 ? details : imported);
}

interface Inspected {
  readonly from: GivenFile;
  readonly found: InspectedFile;
}

/** What is in the file, summaries first, and the summary that lies beside it. */
async function inspectAll(
  file: GivenFile,
  beside: readonly GivenFile[],
  merchantNo: MerchantNo | undefined,
): Promise<Result<readonly Inspected[], FileFlaw>> {
  const found = await inspectFile(file, { merchantNo });
  if (!found.ok) return found;
  const all = found.value.map((each) => ({ from: file, found: each }));
  const detail = found.value.find(({ kind }) => kind === "zm");
  const hasSummary = found.value.some(({ kind }) => kind === "summary");
  const summary = detail && !hasSummary &&
    beside.find(({ name }) => summaryPattern(detail).test(name));
  if (!summary) return ok(all.toSorted((a, b) => rank(a) - rank(b)));
  const read = await inspectFile(summary, { merchantNo });
  if (!read.ok) return read;
  return ok([...read.value.map((each) => ({ from: summary, found: each })), ...all]);
}

function rank({ found: { kind } }: Inspected): number {
  return kind === "summary" ? 0 : 1;
}

/**
 * Takes the file on; undefined for a summary that came along and is here already. What was begun earlier and did not
 * end is taken on again.
 */
async function begin(
  deps: Deps,
  found: InspectedFile,
  { isExtra, by }: { readonly isExtra: boolean; readonly by: Actor },
): Promise<Result<ImportingFile | undefined, ImportRefusal>> {
  const earlier = await earlierOf(deps, found);
  if (earlier?.state === "importing" && earlier.sha256 === found.sha256) return ok(earlier);
  if (earlier && isExtra && earlier.sha256 === found.sha256) return ok(undefined);
  if (earlier) return already(found, earlier);
  const at = deps.now();
  const file: ImportingFile = {
    ...found,
    fileId: deps.newId("sfl"),
    parser: PARSER_VERSION,
    startedAt: at,
    version: 1,
    state: "importing",
  };
  const conflict = await conflictOf(
    deps.commit([
      { type: "statement_file.accepted", file, eventId: deps.newId("evt"), at, by },
    ]),
  );
  if (!conflict) return ok(file);
  const first = await earlierOf(deps, found);
  if (!first) throw conflict;
  return already(found, first);
}

async function earlierOf(
  { load, statementFiles }: Pick<Deps, "load" | "statementFiles">,
  found: InspectedFile,
): Promise<StatementFile | undefined> {
  const [bySha256, same] = await load(
    statementFiles.bySha256(found.sha256),
    statementFiles.same(found),
  );
  return bySha256 ?? same;
}

function already({ name, sha256 }: InspectedFile, earlier: StatementFile) {
  const how = earlier.sha256 === sha256
    ? "its content"
    : "another file of its kind, day and number";
  return rejected(
    {
      code: "file_already_imported",
      file: name,
      as: earlier.fileId,
      detail: `${how} was imported as ${earlier.name}`,
    } as const,
  );
}

async function finish(deps: Deps, file: ImportingFile, by: Actor): Promise<ImportedStatement> {
  const at = deps.now();
  const imported: ImportedFile = {
    ...file,
    state: "imported",
    importedAt: at,
    version: file.version + 1,
  };
  await deps.commit([
    { type: "statement_file.imported", file: imported, eventId: deps.newId("evt"), at, by },
  ]);
  const missingThere = file.merchantNo === undefined
    ? 0
    : await findGaps(deps, { merchantNo: file.merchantNo, clearingDay: file.clearingDay });
  const [counts] = await deps.load(deps.statementFiles.countsOf(file.fileId));
  return { file: imported, ...counts, missingThere, summaryAgrees: await agreement(deps, file) };
}

/** Whether the day's detail file comes to what its summary says, where both are here. */
async function agreement(
  { load, statementFiles }: Pick<Deps, "load" | "statementFiles">,
  { kind, merchantNo, clearingDay, totals }: ImportingFile,
): Promise<boolean | undefined> {
  const other = kind === "summary" ? "zm" : kind === "zm" ? "summary" : undefined;
  if (other === undefined || merchantNo === undefined) return undefined;
  const [found] = await load(statementFiles.ofDay(merchantNo, clearingDay, other));
  return found && sameTotals(found.totals, totals);
}

/** As the command and the desk show it; amounts in fen, what was paid less what went back. */
export function importedResource(
  { file, matched, differing, missingHere, missingThere, summaryAgrees }: ImportedStatement,
) {
  const { lines, paid, paidBack, fee, net } = file.totals;
  return {
    kind: file.kind,
    clearing_day: file.clearingDay,
    lines,
    amount: subtract(paid, paidBack).fen,
    fee: fee.fen,
    net: net.fen,
    matched,
    differing,
    missing_here: missingHere,
    missing_there: missingThere,
    summary_agrees: summaryAgrees ?? null,
  };
}
