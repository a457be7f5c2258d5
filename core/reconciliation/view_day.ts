import type { RefusedFile } from "../channel_file/channel_file.ts";
import type { Deps } from "../deps.ts";
import type { Query } from "../query.ts";
import type { MatchCounts } from "../statement_file/statement_file_store.ts";
import type { ImportedFile } from "../statement_file/statement_file.ts";
import { type BusinessDay, businessDay } from "../time.ts";
import type { DifferenceFigures, KindFigures, QuietDay } from "./reconciliation_store.ts";

/** On the page of one day; what is more is counted in its figures. */
export const FILES_SHOWN_MAX = 50;

export interface FileOfDay {
  readonly file: ImportedFile;
  readonly counts: MatchCounts;
}

export interface DayView {
  readonly day: BusinessDay;
  /** Nothing is waited for before a day is over. */
  readonly isOver: boolean;
  readonly expected: number;
  readonly kinds: readonly KindFigures[];
  readonly differences: DifferenceFigures;
  readonly files: readonly FileOfDay[];
  /** Those that do not come to what their summary says. */
  readonly againstSummary: readonly ImportedFile[];
  readonly waiting: readonly string[];
  readonly quiet: readonly QuietDay[];
  /** Files of any day that were fetched and could not be imported. */
  readonly refused: readonly RefusedFile[];
}

/** How the channel's files of a clearing day meet what happened here; of the last day that has one where none is asked for. */
export async function viewDay(deps: Deps, asked: BusinessDay | undefined): Promise<DayView> {
  const { reconciliation: store } = deps;
  const today = businessDay(deps.now());
  const [last] = asked === undefined ? await deps.load(store.lastDay()) : [undefined];
  const day = asked ?? last ?? today;
  const [kinds, differences, expected, files, againstSummary, waiting, quiet, refused] = await deps
    .load(
      store.figuresOf(day),
      store.differencesOf(day),
      store.expectedOn(day),
      store.filesOf(day, FILES_SHOWN_MAX),
      store.againstSummary(day, FILES_SHOWN_MAX),
      store.waitingFor(day, FILES_SHOWN_MAX),
      store.quietDays(day, FILES_SHOWN_MAX),
      deps.channelFiles.refused(FILES_SHOWN_MAX),
    );
  const counts = await countsOf(deps, files);
  return {
    day,
    isOver: day < today,
    expected,
    kinds,
    differences,
    files: files.map((file, n) => ({ file, counts: counts[n]! })),
    againstSummary,
    waiting: day < today ? waiting : [],
    quiet,
    refused,
  };
}

async function countsOf(
  { load, statementFiles }: Pick<Deps, "load" | "statementFiles">,
  files: readonly ImportedFile[],
): Promise<readonly MatchCounts[]> {
  if (files.length === 0) return [];
  const queries: readonly Query<MatchCounts>[] = files.map(({ fileId }) =>
    statementFiles.countsOf(fileId)
  );
  return await load(...queries);
}
