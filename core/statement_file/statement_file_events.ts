import type { EventSpecs, Subject } from "../event_spec.ts";
import type { ImportedFile, ImportingFile } from "./statement_file.ts";

export type StatementFileEvent =
  | { readonly type: "statement_file.accepted"; readonly file: ImportingFile }
  | {
    readonly type: "statement_file.imported";
    readonly file: ImportedFile;
    /** The summary beside it is that of all detail files of the day, so it agrees with the earlier ones too. */
    readonly agreesWithDay: boolean;
  };

export const statementFileEvents = {
  "statement_file.accepted": { subject, data },
  "statement_file.imported": { subject, data },
} satisfies EventSpecs<StatementFileEvent>;

function subject({ file: { fileId, version, merchantNo } }: StatementFileEvent): Subject {
  return { subjectId: fileId, version, merchantNo };
}

function data({ file: { name, kind, clearingDay, sha256, parser, totals } }: StatementFileEvent) {
  return { name, kind, clearing_day: clearingDay, sha256, parser, lines: totals.lines };
}
