import type { MerchantNo } from "../id.ts";
import type { BusinessDay } from "../time.ts";
import { ok, rejected, type Result } from "../result.ts";
import { detailReader } from "./detail_reader.ts";
import { type FileHash, fileHash } from "./file_hash.ts";
import type { FileFlaw, Flaw } from "./file_flaw.ts";
import { type FileName, readFileName } from "./file_name.ts";
import { eachPiece, type GivenFile } from "./given_file.ts";
import { joinedBytes } from "./joined_bytes.ts";
import { readSummary, SUMMARY_BYTES_MAX } from "./read_summary.ts";
import type { Totals } from "./statement_file.ts";
import type { Piece } from "./unpack.ts";

/** One good file, or one of an archive. */
export interface InspectedFile extends FileName {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly totals: Totals;
}

/** Whose and of which day the file has to be, where somebody says so. */
interface Wanted {
  readonly merchantNo: MerchantNo | undefined;
  readonly clearingDay?: BusinessDay | undefined;
}

/**
 * Everything that is in the file, if all of it is good. `merchantNo` is whose it has to be, where that is known. Files of
 * other kinds in an archive are passed over.
 */
export async function inspectFile(
  file: GivenFile,
  wanted: Wanted,
): Promise<Result<readonly InspectedFile[], FileFlaw>> {
  const found: InspectedFile[] = [];
  let open: Inspection | undefined;
  let piecesOf: string | undefined;
  const read = await eachPiece(file, ({ name, bytes, isLast }: Piece) => {
    if (piecesOf === undefined) {
      piecesOf = name;
      const named = readFileName(name);
      const stranger = named && strangerIn(named, wanted);
      if (stranger) return rejected({ ...stranger, file: name });
      open = named && inspection({ ...named, name }, wanted.merchantNo);
    }
    const taken = open?.take(bytes) ?? ok(undefined);
    if (!taken.ok) return rejected({ ...taken.error, file: name });
    if (!isLast) return ok(undefined);
    const ended = open?.end();
    piecesOf = undefined;
    if (ended && !ended.ok) return rejected({ ...ended.error, file: name });
    if (!ended) return ok(undefined);
    const twin = found.find((each) => isTwin(each, ended.value));
    if (twin) {
      const detail = `another file of its name, content, or kind, day and number is in the archive`;
      return rejected({ code: "file_repeated", file: name, detail });
    }
    found.push(ended.value);
    return ok(undefined);
  });
  if (!read.ok) return read;
  if (found.length > 0) return ok(found);
  return rejected({
    code: "unknown_name",
    file: file.name,
    detail:
      "expected INN…ZM_…, INN…ZME_…, RD2010…_…, IND…ACOM or IND…ACOMN, or an archive of these",
  });
}

/** Whether only one of the two could be imported. */
function isTwin(a: InspectedFile, b: InspectedFile): boolean {
  return a.name === b.name || a.sha256 === b.sha256 ||
    a.kind === b.kind && a.clearingDay === b.clearingDay && a.merchantNo === b.merchantNo &&
      a.batch === b.batch;
}

function strangerIn(
  { merchantNo, clearingDay }: FileName,
  wanted: Wanted,
): Flaw | undefined {
  if (
    wanted.merchantNo !== undefined && merchantNo !== undefined && merchantNo !== wanted.merchantNo
  ) {
    const detail = `expected ${wanted.merchantNo}, the name says ${merchantNo}`;
    return { code: "wrong_merchant", detail };
  }
  if (wanted.clearingDay !== undefined && clearingDay !== wanted.clearingDay) {
    const detail = `expected ${wanted.clearingDay}, the name says ${clearingDay}`;
    return { code: "wrong_day", detail };
  }
  return undefined;
}

interface Inspection {
  take(bytes: Uint8Array): Result<void, Flaw>;
  end(): Result<InspectedFile, Flaw>;
}

type NamedFile = FileName & { readonly name: string };

function inspection(named: NamedFile, wanted: MerchantNo | undefined): Inspection {
  const hash = fileHash();
  let size = 0;
  const content = named.kind === "summary"
    ? summaryContent(named)
    : detailContent({ ...named, kind: named.kind, merchantNo: named.merchantNo ?? wanted });
  return {
    take(bytes) {
      hash.update(bytes);
      size += bytes.length;
      return content.take(bytes);
    },
    end() {
      const totals = content.end();
      if (!totals.ok) return totals;
      return ok(inspected(named, { hash, size, totals: totals.value }));
    },
  };
}

function inspected(
  named: NamedFile,
  { hash, size, totals }: {
    readonly hash: FileHash;
    readonly size: number;
    readonly totals: Totals;
  },
): InspectedFile {
  return { ...named, sha256: hash.digest(), bytes: size, totals };
}

interface Content {
  take(bytes: Uint8Array): Result<void, Flaw>;
  end(): Result<Totals, Flaw>;
}

function detailContent(named: FileName & { readonly kind: Exclude<FileName["kind"], "summary"> }) {
  const reader = detailReader(named.kind, named);
  const content: Content = {
    take(bytes) {
      const read = reader.push(bytes);
      return read.ok ? ok(undefined) : read;
    },
    end() {
      const read = reader.end();
      if (!read.ok) return read;
      const totals = reader.totals();
      // No transactions are no file; only corrections come as an empty one.
      if (totals.lines > 0 || named.kind === "zme") return ok(totals);
      return rejected({ code: "file_empty", line: 1, column: 1, detail: "there is no record" });
    },
  };
  return content;
}

function summaryContent(named: FileName): Content {
  let held = new Uint8Array(0);
  return {
    take(bytes) {
      held = joinedBytes(held, bytes);
      if (held.length <= SUMMARY_BYTES_MAX) return ok(undefined);
      const detail = `no summary is longer than ${SUMMARY_BYTES_MAX} bytes`;
      return rejected({ code: "wrong_kind", line: 1, column: 1, detail });
    },
    end: () => readSummary(held, named),
  };
}
