import type { Actor } from "../actor.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { keepChargebacks } from "../dispute/keep_chargebacks.ts";
import { keepDifferences } from "../difference/keep_differences.ts";
import type { MerchantNo, StatementFileId } from "../id.ts";
import { subtract } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { FileFlaw } from "./file_flaw.ts";
import { summaryPattern } from "./file_name.ts";
import { findGaps } from "./find_gaps.ts";
import type { GivenFile } from "./given_file.ts";
import { type InspectedFile, inspectFile } from "./inspect_file.ts";
import { keepContent } from "./keep_content.ts";
import { keepLines } from "./keep_lines.ts";
import { plus, sameTotals } from "./read_summary.ts";
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
  /** The same of its day. */
  readonly clearingDay?: BusinessDay;
  readonly by: Actor;
}

export interface ImportedStatement extends MatchCounts {
  readonly file: ImportedFile;
  /** What succeeded here in the days before, and is in no file of the channel though its time has passed. */
  readonly missingThere: number;
}

export type ImportRefusal = FileFlaw | {
  readonly code: "file_already_imported";
  readonly file: string;
  /** The earlier one, of the same content or of the same kind, day, number and batch. */
  readonly as: string;
  readonly sameContent: boolean;
  readonly detail: string;
};

/**
 * Imports a channel's file, or all files of an archive: all of it is read and found to be good before anything is
 * written. An import that was interrupted goes on when the same file is given again.
 */
export async function importStatement(
  deps: Deps,
  { file, beside, merchantNo, clearingDay, by }: ImportStatement,
): Promise<Result<readonly ImportedStatement[], ImportRefusal>> {
  const inspected = await inspectFile(file, { merchantNo, clearingDay });
  if (!inspected.ok) return inspected;
  const summary = await summaryBeside(inspected.value, beside);
  if (!summary.ok) return summary;
  const begun = await retryOnConflict(() => begin(deps, inspected.value, by));
  if (!begun.ok) return begun;
  const imported: ImportedStatement[] = [];
  let late: ImportRefusal | undefined;
  for (const each of begun.value) {
    const { kind } = each;
    if (kind !== "summary") await keepLines(deps, file, { ...each, kind });
    await keepContent(deps, file, each);
    const finished = await finish(deps, each, { summary: summary.value, by });
    if (finished.ok) imported.push(finished.value);
    else late ??= finished.error;
  }
  if (late && imported.length === 0) return rejected(late);
  const details = imported.filter((each) => each.file.kind !== "summary");
  return ok(details.length > 0 ? details : imported);
}

/** The summary that lies beside a detail file is compared with it, and not imported. */
async function summaryBeside(
  found: readonly InspectedFile[],
  beside: readonly GivenFile[],
): Promise<Result<InspectedFile | undefined, FileFlaw>> {
  const detail = found.find(({ kind }) => kind === "zm");
  const given = detail && beside.find(({ name }) => summaryPattern(detail).test(name));
  if (!given) return ok(undefined);
  const read = await inspectFile(given, { merchantNo: detail.merchantNo });
  return read.ok ? ok(read.value[0]) : read;
}

/**
 * Takes on what is new, in one commit, and what was begun earlier and did not end. What an archive holds besides, and is
 * here already, stays as it is.
 */
async function begin(
  deps: Deps,
  found: readonly InspectedFile[],
  by: Actor,
): Promise<Result<readonly ImportingFile[], ImportRefusal>> {
  const begun: ImportingFile[] = [];
  const there: ImportRefusal[] = [];
  const fresh: ImportingFile[] = [];
  const at = deps.now();
  for (const each of found) {
    const earlier = await earlierOf(deps, each);
    if (earlier && earlier.sha256 !== each.sha256) return rejected(already(each, earlier));
    if (earlier?.state === "imported") there.push(already(each, earlier));
    else if (earlier) begun.push(earlier);
    else fresh.push(importing(each, { fileId: deps.newId("sfl"), at }));
  }
  const [first] = there;
  if (first && begun.length + fresh.length === 0) return rejected(first);
  await deps.commit(fresh.map((file) => ({
    type: "statement_file.accepted" as const,
    file,
    eventId: deps.newId("evt"),
    at,
    by,
  })));
  return ok([...begun, ...fresh].toSorted((a, b) => rank(a) - rank(b)));
}

/** A summary first, so that its detail file finds it. */
function rank({ kind }: ImportingFile): number {
  return kind === "summary" ? 0 : 1;
}

function importing(
  found: InspectedFile,
  { fileId, at }: { readonly fileId: StatementFileId; readonly at: Instant },
): ImportingFile {
  const state = "importing";
  return { ...found, fileId, parser: PARSER_VERSION, startedAt: at, version: 1, state };
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

function already(
  { name, sha256 }: Pick<InspectedFile, "name" | "sha256">,
  earlier: StatementFile,
): ImportRefusal {
  const sameContent = earlier.sha256 === sha256;
  const what = sameContent ? "its content" : "another file of its kind, day and number";
  return {
    code: "file_already_imported",
    file: name,
    as: earlier.fileId,
    sameContent,
    detail: `${what} was imported as ${earlier.name}`,
  };
}

/** Refused where somebody who imports the same file at the same moment has finished it. */
async function finish(
  deps: Deps,
  file: ImportingFile,
  { summary, by }: { readonly summary: InspectedFile | undefined; readonly by: Actor },
): Promise<Result<ImportedStatement, ImportRefusal>> {
  const at = deps.now();
  const agrees = await agreement(deps, file, summary);
  const finished: ImportedFile = {
    ...file,
    state: "imported",
    importedAt: at,
    summaryAgrees: agrees?.own,
    version: file.version + 1,
  };
  const conflict = await conflictOf(deps.commit([{
    type: "statement_file.imported",
    file: finished,
    agreesWithDay: agrees?.day ?? false,
    eventId: deps.newId("evt"),
    at,
    by,
  }]));
  // Whether the summaries that were imported agree is found in that write, which sees all files of the day.
  const [kept] = await deps.load(deps.statementFiles.bySha256(file.sha256));
  if (conflict) {
    if (kept?.state !== "imported") throw conflict;
    return rejected(already(file, kept));
  }
  const imported = kept?.state === "imported" ? kept : finished;
  const { merchantNo, clearingDay, kind, fileId } = file;
  const missingThere = merchantNo === undefined || kind !== "zm"
    ? 0
    : await findGaps(deps, { merchantNo, clearingDay });
  await keepChargebacks(deps, imported);
  await keepDifferences(deps, imported);
  const [counts] = await deps.load(deps.statementFiles.countsOf(fileId));
  return ok({ file: imported, ...counts, missingThere });
}

/** Whether the summary beside a detail file is that of it, or of all of its day with it; undefined where there is none. */
async function agreement(
  { load, statementFiles }: Pick<Deps, "load" | "statementFiles">,
  { kind, merchantNo, clearingDay, totals }: ImportingFile,
  beside: InspectedFile | undefined,
): Promise<{ readonly own: boolean; readonly day: boolean } | undefined> {
  if (kind !== "zm" || merchantNo === undefined || beside === undefined) return undefined;
  const [earlier] = await load(statementFiles.detailOfDay(merchantNo, clearingDay));
  const day = sameTotals(beside.totals, plus(earlier, totals));
  return { own: day || sameTotals(beside.totals, totals), day };
}

/** As the command and the desk show it; amounts in fen, what was paid less what went back. */
export function importedResource(
  { file, matched, differing, missingHere, missingThere }: ImportedStatement,
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
    summary_agrees: file.summaryAgrees ?? null,
  };
}
