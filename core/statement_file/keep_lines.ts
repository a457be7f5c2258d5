import { assertCommitted, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { agreementFor } from "./agreement_for.ts";
import { detailReader } from "./detail_reader.ts";
import { fileHash } from "./file_hash.ts";
import type { FileFlaw } from "./file_flaw.ts";
import { eachPiece, type GivenFile } from "./given_file.ts";
import { lineIdentities } from "./line_identity.ts";
import { matchLines } from "./match_lines.ts";
import type { DetailKind, ImportingFile, StatementLine } from "./statement_file.ts";

/** Matched by one read and written as one unit. */
const CHUNK_LINES = 500;

/** Reads a file that is known to be good a second time, and keeps each line with what it meets. */
export async function keepLines(
  deps: Deps,
  given: GivenFile,
  file: ImportingFile & { readonly kind: DetailKind },
): Promise<void> {
  const reader = detailReader(file.kind, file);
  const hash = fileHash();
  const identify = lineIdentities();
  const agreement = await agreementFor(deps, file);
  let chunk: StatementLine[] = [];

  async function keep(lines: readonly StatementLine[]): Promise<void> {
    for (const line of lines) {
      chunk.push(line);
      if (chunk.length === CHUNK_LINES) await keepChunk();
    }
  }

  async function keepChunk(): Promise<void> {
    const [first, last] = [chunk[0], chunk.at(-1)];
    if (!first || !last) return;
    const { fileId, kind, clearingDay } = file;
    const place = { fileId, kind, from: first.lineNo, until: last.lineNo };
    const identities = chunk.map(({ record }) => identify(record));
    // If another file meets one of these facts at the same moment, the line is told that it is the second.
    await retryOnConflict(async () => {
      const matches = await matchLines(deps, chunk, { ...place, clearingDay, agreement });
      const kept = chunk.map((line, i) => ({ ...line, ...identities[i]!, ...matches[i]! }));
      const unit = deps.statementFiles.keepLines(kept, { ...place, at: deps.now() });
      assertCommitted(await deps.write(unit));
    });
    chunk = [];
  }

  const read = await eachPiece(given, async ({ name, bytes, isLast }) => {
    if (name !== file.name) return ok(undefined);
    hash.update(bytes);
    const lines = reader.push(bytes);
    if (!lines.ok) return rejected({ ...lines.error, file: name });
    await keep(copied(lines.value));
    if (!isLast) return ok(undefined);
    const last = reader.end();
    if (!last.ok) return rejected({ ...last.error, file: name });
    await keep(last.value);
    return ok(undefined);
  });
  await keepChunk();
  assertSame(read, hash.digest() === file.sha256);
}

/** A record may be a view of bytes that are gone when its chunk is full. */
function copied(lines: readonly StatementLine[]): readonly StatementLine[] {
  return lines.map((line) => ({ ...line, record: line.record.slice() }));
}

function assertSame(read: Result<void, FileFlaw>, isSame: boolean): void {
  if (read.ok && isSame) return;
  throw new RangeError("Cannot import: the file changed while it was read");
}
