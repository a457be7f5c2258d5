import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok } from "../result.ts";
import { eachPiece, type GivenFile } from "./given_file.ts";
import { joinedBytes } from "./joined_bytes.ts";
import type { StatementFile } from "./statement_file.ts";
import { UPLOAD_BYTES_MAX } from "./upload_limit.ts";

/** A multiple of three, so that the parts' base64 is that of the whole. */
const PART_BYTES = 192 * 1024;

/**
 * Whether a file's content is kept beside its lines. A larger one stays with whoever has it, and so does an
 * institution's: its records have whole card numbers, which we never hold. Their SHA-256 names them.
 */
export function isContentKept({ kind, bytes }: Pick<StatementFile, "kind" | "bytes">): boolean {
  return kind !== "acom" && kind !== "acomn" && bytes <= UPLOAD_BYTES_MAX;
}

/** Keeps the content as it was unpacked, whose SHA-256 the file has. What is there already stays. */
export async function keepContent(
  deps: Pick<Deps, "write" | "statementFiles">,
  given: GivenFile,
  file: StatementFile,
): Promise<void> {
  if (!isContentKept(file)) return;
  let held = new Uint8Array(0);
  let part = 0;
  const keep = async (bytes: Uint8Array) => {
    const unit = deps.statementFiles.keepPart(file.fileId, part++, bytes.toBase64());
    assertCommitted(await deps.write(unit));
  };
  await eachPiece(given, async ({ name, bytes }) => {
    if (name !== file.name) return ok(undefined);
    held = joinedBytes(held, bytes);
    for (; held.length >= PART_BYTES; held = held.slice(PART_BYTES)) {
      await keep(held.slice(0, PART_BYTES));
    }
    return ok(undefined);
  });
  if (held.length > 0) await keep(held);
}
