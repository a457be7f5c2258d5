import { ok, rejected, type Result } from "../result.ts";
import type { FileFlaw, Flaw } from "./file_flaw.ts";
import type { Piece } from "./unpack.ts";

/** A file as somebody has it. It is read twice: nothing is written before all of it is known to be good. */
export interface GivenFile {
  /** Without folders. */
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Hands every piece of what is in the file to `take`, in order, up to the first flaw. */
export async function eachPiece(
  { name, open }: GivenFile,
  take: (piece: Piece) => Promise<Result<void, FileFlaw>> | Result<void, FileFlaw>,
): Promise<Result<void, FileFlaw>> {
  // Loaded with the first file: the library fills its tables before anybody has given it one.
  const { unpacker } = await import("./unpack.ts");
  const wrapped = unpacker(name);
  const takeAll = async (
    pieces: Result<readonly Piece[], Flaw>,
  ): Promise<Result<void, FileFlaw>> => {
    if (!pieces.ok) return rejected({ ...pieces.error, file: name });
    for (const piece of pieces.value) {
      const taken = await take(piece);
      if (!taken.ok) return taken;
    }
    return ok(undefined);
  };
  for await (const bytes of open()) {
    const taken = await takeAll(wrapped.push(bytes));
    if (!taken.ok) return taken;
  }
  return takeAll(wrapped.end());
}
