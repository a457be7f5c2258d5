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
  // One for all parts: a new one for each is garbage outside the heap, which nobody collects until there is a lot of it.
  const held = new Uint8Array(PART_BYTES);
  let [length, bytes, part] = [0, 0, 0];
  let sums = noSums;

  async function keepHeld(): Promise<void> {
    const next = held.subarray(0, length);
    length = 0;
    hash.update(next);
    bytes += next.length;
    await keep(part++, (await through(next, new CompressionStream("deflate-raw"))).toBase64());
  }

  return {
    async push(more) {
      for (let from = 0; from < more.length;) {
        const piece = more.subarray(from, from + PART_BYTES - length);
        held.set(piece, length);
        length += piece.length;
        from += piece.length;
        if (length === PART_BYTES) await keepHeld();
      }
    },
    count: (line) => void (sums = plus(sums, line)),
    sums: () => sums,
    async end() {
      if (length > 0) await keepHeld();
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
  { readable, writable }: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const given = Promise.all([writer.write(bytes), writer.close()]);
  const taken = await new Response(readable).bytes();
  await given;
  return taken;
}
