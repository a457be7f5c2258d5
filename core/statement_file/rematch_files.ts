import { assertCommitted, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { keepChargebacks } from "../dispute/keep_chargebacks.ts";
import { keepDifferences } from "../difference/keep_differences.ts";
import { after, type BusinessDay, businessDay, days } from "../time.ts";
import { agreementFor } from "./agreement_for.ts";
import { findGaps } from "./find_gaps.ts";
import { matchLines } from "./match_lines.ts";
import type { DetailKind, StatementFile } from "./statement_file.ts";

/** What is still open after so many days is for people. */
const REMATCHED_DAYS = 31;
const FILES = 100;
const LINES = 500;

/**
 * Looks again at every line that was open: what was still unclear here when a file came in may be settled by now, and
 * what was late may be missing. The same facts give the same outcome, however often.
 */
export async function rematchFiles(deps: Deps): Promise<void> {
  const since = businessDay(after(deps.now(), days(-REMATCHED_DAYS)));
  let past: { readonly day: BusinessDay; readonly fileId: string } = { day: since, fileId: "" };
  for (;;) {
    const [files] = await deps.load(deps.statementFiles.importedSince(since, past, FILES));
    for (const file of files) {
      await rematchFile(deps, file);
      past = { day: file.clearingDay, fileId: file.fileId };
    }
    if (files.length < FILES) return;
  }
}

async function rematchFile(deps: Deps, file: StatementFile): Promise<void> {
  const { kind, merchantNo, clearingDay } = file;
  if (kind === "summary") return;
  for (let past: number | undefined = 0; past !== undefined;) {
    const from: number = past;
    past = await retryOnConflict(() => rematchPage(deps, { ...file, kind }, from));
  }
  if (merchantNo !== undefined && kind === "zm") await findGaps(deps, { merchantNo, clearingDay });
  await keepChargebacks(deps, file);
  await keepDifferences(deps, file);
}

/** Returns after which line the next page starts; undefined after the last. */
async function rematchPage(
  deps: Deps,
  file: StatementFile & { readonly kind: DetailKind },
  past: number,
): Promise<number | undefined> {
  const { fileId, kind, clearingDay } = file;
  const [lines] = await deps.load(deps.statementFiles.openLines(fileId, past, LINES));
  if (lines.length === 0) return undefined;
  const agreement = await agreementFor(deps, file);
  // None of these lines meets anything yet, so what is met is met by another.
  const none = { from: 0, until: 0 };
  const matches = await matchLines(deps, lines, { fileId, kind, ...none, clearingDay, agreement });
  const moved = lines.flatMap(({ lineNo, ...was }, i) => {
    const match = matches[i]!;
    const same = was.state === match.state && was.subjectId === match.subjectId &&
      was.differs.join() === match.differs.join();
    return same ? [] : [{ lineNo, ...match }];
  });
  if (moved.length > 0) {
    const unit = deps.statementFiles.rematchLines(fileId, moved, deps.now());
    assertCommitted(await deps.write(unit));
  }
  return lines.length < LINES ? undefined : lines.at(-1)?.lineNo;
}
