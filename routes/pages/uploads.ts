import { FILE_BYTES_MAX } from "../../core/dispute/dispute_file.ts";
import { paths } from "../../core/paths.ts";
import { UPLOAD_BYTES_MAX } from "../../core/statement_file/upload_limit.ts";

/** What the form adds to its file. */
const FORM_BYTES = 64 * 1024;

const uploads: Readonly<Record<string, number>> = {
  /** A picture that is too large is told so by the form itself, unless it is much too large. */
  [paths.consoleBrandingPreview()]: 1024 * 1024,
  [paths.opsStatementFiles()]: UPLOAD_BYTES_MAX + FORM_BYTES,
  /** A bank's file of a day; what is larger is imported by the command. */
  [paths.opsBankFiles()]: 4 * 1024 * 1024,
};
const ofDispute = new RegExp(`^${paths.consoleDisputeFiles("dsp_[0-9A-Z]{26}")}$`);
/** One that is a little too large is told so by the form itself. */
const DISPUTE_FILE_BYTES = 2 * FILE_BYTES_MAX;

/** How large the body of a form with a file may be; undefined where a form has none. */
export function uploadBytesMax(path: string): number | undefined {
  return uploads[path] ?? (ofDispute.test(path) ? DISPUTE_FILE_BYTES : undefined);
}
