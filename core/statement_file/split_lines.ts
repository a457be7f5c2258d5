import { joinedBytes } from "./joined_bytes.ts";

/** No record is as long; what goes on beyond it is handed over as it is and refused for its width. */
const LINE_BYTES_MAX = 4_096;

const LF = 10;
const CR = 13;

/** Cuts bytes that arrive in pieces into lines, which end in CRLF or LF. */
export interface LineSplitter {
  /** The lines that end in this piece, without their ends. They may be views of it. */
  push(piece: Uint8Array): readonly Uint8Array[];
  /** What is left after the last line end; undefined if nothing is. */
  end(): Uint8Array | undefined;
}

export function lineSplitter(bytesMax = LINE_BYTES_MAX): LineSplitter {
  let carried: Uint8Array = new Uint8Array(0);
  return {
    push(piece) {
      const lines: Uint8Array[] = [];
      let from = 0;
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, from)) {
        lines.push(withoutReturn(after(carried, piece.subarray(from, at))));
        carried = new Uint8Array(0);
        from = at + 1;
      }
      carried = joinedBytes(carried, piece.subarray(from));
      if (carried.length > bytesMax) {
        lines.push(carried);
        carried = new Uint8Array(0);
      }
      return lines;
    },
    end: () => carried.length === 0 ? undefined : withoutReturn(carried),
  };
}

/** Most lines lie in one piece and are not copied. */
function after(carried: Uint8Array, bytes: Uint8Array): Uint8Array {
  return carried.length === 0 ? bytes : joinedBytes(carried, bytes);
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === CR ? line.subarray(0, -1) : line;
}
