import type {
  Difference,
  DifferenceAbout,
  DifferenceReason,
  DifferenceState,
  Found,
  SettlingWay,
} from "../../core/difference/difference.ts";
import type { DifferenceId, MerchantNo, StaffId, StatementFileId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { DifferingField, SubjectId } from "../../core/statement_file/match_line.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

export function readDifference(row: Row): Difference {
  const columns = new Columns(row);
  const facts = {
    ...readFound(columns),
    differenceId: columns.text("difference_id") as DifferenceId,
    corrected: cny(columns.int("corrected")),
    finding: columns.int("finding"),
    owner: columns.textOrNone("owner") as StaffId | undefined,
    dueAt: instant(columns.int("due_at")),
    foundAt: instant(columns.int("found_at")),
    comments: columns.int("comments"),
    version: columns.int("version"),
  };
  const state = columns.text("state") as DifferenceState;
  switch (state) {
    case "open":
      return { ...facts, state };
    case "resolved":
      return { ...facts, state, endedAt: instant(columns.int("ended_at")) };
    case "settled":
      return {
        ...facts,
        state,
        endedAt: instant(columns.int("ended_at")),
        way: columns.text("way") as SettlingWay,
        why: columns.text("why"),
      };
  }
}

/** What a look finds, from columns that are named as those of a case. */
export function readFound(columns: Columns): Found {
  return {
    ...readAbout(columns),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    clearingDay: columns.text("clearing_day") as BusinessDay,
    reason: columns.text("reason") as DifferenceReason,
    differs: columns.json<readonly DifferingField[]>("differs"),
    theirs: cny(columns.int("theirs")),
    ours: cny(columns.int("ours")),
  };
}

function readAbout(columns: Columns): DifferenceAbout {
  const fileId = columns.textOrNone("file_id") as StatementFileId | undefined;
  return fileId === undefined
    ? { fileId, lineNo: undefined, subjectId: columns.text("subject_id") as SubjectId }
    : {
      fileId,
      lineNo: columns.int("line_no"),
      subjectId: columns.textOrNone("subject_id") as SubjectId | undefined,
    };
}
