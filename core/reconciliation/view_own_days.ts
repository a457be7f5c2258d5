import type { Deps } from "../deps.ts";
import { PAGE_ROWS } from "../desk/list_unclear.ts";
import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { ImportedFile } from "../statement_file/statement_file.ts";
import type { MatchCounts } from "../statement_file/statement_file_store.ts";
import type { BusinessDay } from "../time.ts";

export interface OwnDay {
  readonly file: ImportedFile;
  readonly counts: MatchCounts;
  readonly missingThere: number;
}

export interface OwnDays {
  readonly days: readonly OwnDay[];
  /** Before which day the next page starts. */
  readonly next: BusinessDay | undefined;
}

/** The reconciled days of a merchant number, the latest first; none where others trade by the same number of the channel's. */
export async function viewOwnDays(
  { load, reconciliation, statementFiles }: Pick<
    Deps,
    "load" | "reconciliation" | "statementFiles"
  >,
  merchantNo: MerchantNo,
  before: BusinessDay | undefined,
): Promise<OwnDays> {
  const [found] = await load(reconciliation.ownFiles(merchantNo, before, PAGE_ROWS + 1));
  const shown = found.slice(0, PAGE_ROWS);
  const figures: readonly Query<MatchCounts | number>[] = shown.flatMap((
    { fileId, clearingDay },
  ) => [
    statementFiles.countsOf(fileId),
    statementFiles.gapsOf(merchantNo, clearingDay, clearingDay),
  ]);
  const read = figures.length === 0 ? [] : await load(...figures);
  return {
    days: shown.map((file, n) => ({
      file,
      counts: read[2 * n] as MatchCounts,
      missingThere: read[2 * n + 1] as number,
    })),
    next: found.length > PAGE_ROWS ? shown.at(-1)?.clearingDay : undefined,
  };
}
