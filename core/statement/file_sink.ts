import { joinedBytes } from "../statement_file/joined_bytes.ts";
import { fileHash } from "../statement_file/file_hash.ts";
import type { Sums } from "./statement.ts";
import type { BookedLine } from "./statement_line.ts";
import { noSums, plus } from "./sums.ts";

/** Of a file before it is deflated: a unit that the writer soon has done. */
const PART_BYTES = 192 * 1024;

/** A file on its way into the database: what it comes to, and no more of it held than a part. */
export interface FileSink {
  push(bytes: Uint8Array): Promise<void>;
  /** Counts a line that was pushed. */
  count(line: Pick<BookedLine, "amount" | "fee" | "net">): void;
  sums(): Sums;
  /** After the last. */
  end(): Promise<{ readonly bytes: number; readonly sha256: string }>;
}

/** `keep` writes a part down. */
export function fileSink(keep: (part: number, content: string) => Promise<void>): FileSink {
  const hash = fileHash();
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  let [bytes, part] = [0, 0];
  let sums = noSums;

  async function keepNext(length: number): Promise<void> {
    const next = held.slice(0, length);
    held = held.slice(length);
    hash.update(next);
    bytes += next.length;
    await keep(part++, (await through(next, new CompressionStream("deflate-raw"))).toBase64());
  }

  return {
    async push(more) {
      held = joinedBytes(held, more);
      while (held.length >= PART_BYTES) await keepNext(PART_BYTES);
    },
    count: (line) => void (sums = plus(sums, line)),
    sums: () => sums,
    async end() {
      if (held.length > 0) await keepNext(held.length);
      return { bytes, sha256: hash.digest() };
    },
  };
}

/** A part as it was before it was kept. */
export function keptPart(content: string): Promise<Uint8Array<ArrayBuffer>> {
  return through(Uint8Array.fromBase64(content), new DecompressionStream("deflate-raw"));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer(),
  );
}
