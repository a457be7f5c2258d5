import { fileHash } from "../../statement_file/file_hash.ts";
import { lineSplitter } from "../../statement_file/split_lines.ts";
import { csvHeader } from "../csv_format.ts";
import type { Finding, LineFlaw } from "./finding.ts";
import type { ManifestFile } from "./read_manifest.ts";
import { type Expected, lineReaders, type ReadLine, utf8 } from "./read_line.ts";

/** Metadata of a line may be this long. */
const LINE_BYTES_MAX = 256 * 1024;
/** Of a file of which everything is wrong so much is enough. */
const FINDINGS_MAX = 100;

/** Checks one file against what its manifest says: hash, count and sums, and of each line whether it fits the one before. */
export async function verifyFile(
  file: ManifestFile,
  bytes: AsyncIterable<Uint8Array>,
  given: Expected & { readonly opening: number },
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const hash = fileHash();
  const splitter = lineSplitter(LINE_BYTES_MAX);
  const check = lineChecker(file, given);
  let [length, line] = [0, 0];
  const read = (each: Uint8Array) => {
    line++;
    for (const flaw of check.line(each, line)) {
      if (findings.length < FINDINGS_MAX) findings.push({ file: file.name, line, ...flaw });
    }
  };
  for await (const piece of bytes) {
    hash.update(piece);
    length += piece.length;
    for (const each of splitter.push(piece)) read(each);
  }
  const last = splitter.end();
  if (last) read(last);
  findings.push(...check.end().map((flaw) => ({ file: file.name, ...flaw })));
  const sha256 = hash.digest();
  if (sha256 !== file.sha256 || length !== file.bytes) {
    const detail =
      `expected ${file.bytes} bytes with ${file.sha256}, found ${length} with ${sha256}`;
    findings.push({ file: file.name, code: "sha256_differs", detail });
  }
  return findings;
}

interface LineChecker {
  line(bytes: Uint8Array, at: number): readonly LineFlaw[];
  end(): readonly LineFlaw[];
}

/** After a line that does not fit, the next is taken at its word, so that one damage is found once. */
function lineChecker(
  file: ManifestFile,
  given: Expected & { readonly opening: number },
): LineChecker {
  const readLine = lineReaders[file.format];
  const header = file.format === "csv"
    ? csvHeader(given.metadataKeys).slice(1).trimEnd()
    : undefined;
  let expectedNo = 1;
  let balance: number | undefined = file.format === "zm" ? 0 : given.opening;
  let [lines, amount, fee, net] = [0, 0, 0, 0];

  function inTurn(read: ReadLine): readonly LineFlaw[] {
    const { no } = read;
    if (no < expectedNo) {
      return [{ code: "line_repeated", detail: `line no. ${no} is there again` }];
    }
    const flaws: LineFlaw[] = [];
    if (no > expectedNo) {
      const gap = no === expectedNo + 1 ? `${expectedNo} is` : `${expectedNo} to ${no - 1} are`;
      flaws.push({ code: "line_missing", detail: `line no. ${gap} missing before it` });
    } else if (balance !== undefined && read.balance !== balance + read.net) {
      const detail = `expected a balance of ${balance + read.net} fen, found ${read.balance}`;
      flaws.push({ code: "balance_breaks", detail });
    }
    expectedNo = no + 1;
    balance = read.balance;
    lines++;
    amount += read.amount;
    fee += read.fee;
    net += read.net;
    return flaws;
  }

  return {
    line(bytes, at) {
      if (header !== undefined && at === 1) {
        const text = utf8(bytes);
        const same = text.ok && text.value === header;
        return same
          ? []
          : [{ code: "wrong_header", detail: "the columns are not the ones expected" }];
      }
      const read = readLine(bytes, given);
      if (read.ok) return inTurn(read.value);
      // Whatever it says, it stands where the next was expected.
      expectedNo++;
      balance = undefined;
      lines++;
      return [read.error];
    },
    end() {
      const flaws: LineFlaw[] = [];
      if (lines !== file.lines) {
        const detail = `expected ${file.lines} lines, found ${lines}`;
        flaws.push({ code: "lines_differ", detail });
      }
      if (amount !== file.amount || fee !== file.fee || net !== file.net) {
        const detail = `expected ${file.amount} − ${file.fee} = ${file.net} fen, ` +
          `found ${amount} − ${fee} = ${net}`;
        flaws.push({ code: "sums_differ", detail });
      }
      return flaws;
    },
  };
}
