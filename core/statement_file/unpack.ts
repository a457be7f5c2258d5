import { Unzip, UnzipInflate, Unzlib } from "fflate";
import { ok, rejected, type Result } from "../result.ts";
import type { Flaw } from "./file_flaw.ts";
import { crc32 } from "../crc32.ts";
import { type ZipSum, zipSums } from "../zip_sums.ts";
import { adler32, ADLER_BYTES } from "./adler32.ts";
import { joinedBytes } from "./joined_bytes.ts";

/** Some bytes of one file: of the one that was given, or of one in its archive. */
export interface Piece {
  /** The file's name without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** Takes off what the channel wraps files in: zip, zlib around it, base64 around that. Anything else passes as it is. */
export interface Unpacker {
  push(bytes: Uint8Array): Result<readonly Piece[], Flaw>;
  end(): Result<readonly Piece[], Flaw>;
}

/** Unpacked, a million records are 0.6 GB; an archive that goes on after this is a bomb. */
const UNPACKED_BYTES_MAX = 1_073_741_824;
/** A byte may unpack to a thousand, and what comes of one push is held at once. */
const PUSH_BYTES = 4_096;

export function unpacker(name: string, bytesMax: number = UNPACKED_BYTES_MAX): Unpacker {
  let pieces: Piece[] = [];
  let unpacked = 0;
  let stage: Stage | undefined;
  let head = new Uint8Array(0);

  function emit(piece: Piece): void {
    unpacked += piece.bytes.length;
    if (unpacked > bytesMax) throw new Unpackable(`it unpacks to more than ${bytesMax} bytes`);
    pieces.push(piece);
  }

  function feed(bytes: Uint8Array, isLast: boolean): Result<readonly Piece[], Flaw> {
    pieces = [];
    try {
      if (stage) stage.push(bytes, isLast);
      else {
        head = joinedBytes(head, bytes);
        if (head.length < HEAD_BYTES && !isLast) return ok([]);
        stage = stageFor(head, { name, emit }, wrappings);
        stage.push(head, isLast);
      }
      return ok(pieces);
    } catch (error) {
      return rejected({ ...flawOf(error, isLast), line: 1, column: 1 });
    }
  }

  return {
    push(bytes) {
      const all: Piece[] = [];
      for (let from = 0; from < bytes.length; from += PUSH_BYTES) {
        const fed = feed(bytes.subarray(from, from + PUSH_BYTES), false);
        if (!fed.ok) return fed;
        all.push(...fed.value);
      }
      return ok(all);
    },
    end: () => feed(new Uint8Array(0), true),
  };
}

/** Why something is not unpacked; the library throws its own errors in the same place. */
class Unpackable extends Error {}
const DAMAGED = "it is damaged: its sums are others than it says";

/** An archive that fails at its end was cut off. */
function flawOf(error: unknown, isLast: boolean): Flaw {
  const detail = error instanceof Error ? error.message : String(error);
  const cut = isLast && !(error instanceof Unpackable);
  return cut
    ? { code: "file_truncated", detail: `the archive ends too early: ${detail}` }
    : { code: "cannot_unpack", detail };
}

interface Stage {
  push(bytes: Uint8Array, isLast: boolean): void;
}

interface Target {
  readonly name: string;
  readonly emit: (piece: Piece) => void;
}

interface Wrapping {
  readonly is: (head: Uint8Array) => boolean;
  /** `inner` is what may be inside: each wrapping only once, so that none can be nested without end. */
  readonly open: (target: Target, inner: readonly Wrapping[]) => Stage;
}

const HEAD_BYTES = 4;

const wrappings: readonly Wrapping[] = [
  { is: (head) => isBinary(decodedHead(head)), open: base64 },
  { is: isZlib, open: zlib },
  { is: isZip, open: zip },
  { is: isForeign, open: foreign },
];

function stageFor(head: Uint8Array, target: Target, among: readonly Wrapping[]): Stage {
  const found = among.findIndex(({ is }) => is(head));
  return among[found]?.open(target, among.slice(found + 1)) ?? plain(target);
}

/** A stage whose output is looked at again, for what is wrapped in it. */
function inside(target: Target, inner: readonly Wrapping[]): Stage {
  let stage: Stage | undefined;
  let head = new Uint8Array(0);
  return {
    push(bytes, isLast) {
      if (stage) return stage.push(bytes, isLast);
      head = joinedBytes(head, bytes);
      if (head.length < HEAD_BYTES && !isLast) return;
      stage = stageFor(head, target, inner);
      stage.push(head, isLast);
    },
  };
}

function plain({ name, emit }: Target): Stage {
  return { push: (bytes, isLast) => emit({ name, bytes, isLast }) };
}

function base64(target: Target, inner: readonly Wrapping[]): Stage {
  const next = inside(target, inner);
  let rest = "";
  return {
    push(bytes, isLast) {
      const text = rest + String.fromCharCode(...bytes).replace(/[\r\n]/g, "");
      const whole = text.length - text.length % 4;
      rest = text.slice(whole);
      if (isLast && rest !== "") throw new Error("base64 has a multiple of four characters");
      next.push(fromBase64(text.slice(0, whole)), isLast);
    },
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

// The library compares no sums: a digit that was damaged on its way would be another amount.

function zlib(target: Target, inner: readonly Wrapping[]): Stage {
  const next = inside(target, inner);
  const sum = adler32();
  let tail = new Uint8Array(0);
  const stream = new Unzlib((bytes, isLast) => {
    sum.add(bytes);
    next.push(bytes, isLast);
  });
  return {
    push(bytes, isLast) {
      tail = joinedBytes(tail, bytes).slice(-ADLER_BYTES);
      stream.push(bytes, isLast);
      if (isLast && tail.toHex() !== sum.hex()) throw new Unpackable(DAMAGED);
    },
  };
}

/** The directory of an archive with some thousand files. */
const TAIL_BYTES = 524_288;

function zip({ emit }: Target): Stage {
  let open = 0;
  let [read, held] = [0, 0];
  const tail: Uint8Array[] = [];
  const found = new Map<string, ZipSum>();
  const archive = new Unzip((file) => {
    const name = file.name.split(/[/\\]/).at(-1) ?? "";
    if (name === "") return;
    open++;
    let [crc, size] = [0, 0];
    file.ondata = (error, bytes, isLast) => {
      if (error) throw error;
      if (isLast) open--;
      [crc, size] = [crc32(bytes, crc), size + bytes.length];
      if (isLast) found.set(file.name, { crc, size });
      emit({ name, bytes, isLast });
    };
    file.start();
  });
  archive.register(UnzipInflate);
  return {
    push(bytes, isLast) {
      tail.push(bytes.slice());
      [read, held] = [read + bytes.length, held + bytes.length];
      while (held - (tail[0]?.length ?? 0) > TAIL_BYTES) held -= tail.shift()?.length ?? 0;
      archive.push(bytes, isLast);
      if (!isLast) return;
      if (open > 0) throw new Error("a file in it is not whole");
      const sums = zipSums(tail.reduce(joinedBytes, new Uint8Array(0)), read - held);
      if (!sums) throw new Error("it has no directory");
      for (const [name, { crc, size }] of found) {
        const sum = sums.get(name);
        if (sum?.crc !== crc || sum.size !== size) throw new Unpackable(DAMAGED);
      }
    },
  };
}

function foreign(): never {
  throw new Unpackable("unpack it first, for instance with gzip -d");
}

function decodedHead(head: Uint8Array): Uint8Array {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  return /^[0-9A-Za-z+/]{4}$/.test(text) ? fromBase64(text) : new Uint8Array(0);
}

function isBinary(head: Uint8Array): boolean {
  return isZlib(head) || isZip(head);
}

function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return method === 0x78 && (method * 256 + flags) % 31 === 0;
}

function isZip([p, k]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b;
}

/** gzip, and the compress of old, which the channel uses for some files of institutions. */
function isForeign([first, second]: Uint8Array): boolean {
  return first === 0x1f && (second === 0x8b || second === 0x9d);
}
