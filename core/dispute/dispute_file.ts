import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export const FILES_MAX = 5;
export const FILE_BYTES_MAX = 1024 * 1024;
const NAME_CHARACTERS_MAX = 80;

export const fileTypes = ["pdf", "png", "jpeg"] as const;
export type FileType = (typeof fileTypes)[number];

/** What a merchant attached to a dispute: once it is there it never changes. */
export interface DisputeFile {
  /** Of its bytes, in hex: which file of its dispute it is. */
  readonly sha256: string;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly attachedAt: Instant;
}

export type FileFlaw =
  | { readonly code: "file_missing" }
  | { readonly code: "file_too_large"; readonly max: number }
  | { readonly code: "file_type_unknown" }
  | { readonly code: "file_truncated" };

/** How each begins and ends. A PDF may have a little after its end [ISO 32000-1, H.3]. */
const marks: Readonly<
  Record<
    FileType,
    {
      readonly begins: readonly number[];
      readonly ends: readonly number[];
      readonly within: number;
    }
  >
> = {
  pdf: { begins: ascii("%PDF-"), ends: ascii("%%EOF"), within: 1_024 },
  png: {
    begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ends: ascii("IEND"),
    within: 8,
  },
  jpeg: { begins: [0xff, 0xd8, 0xff], ends: [0xff, 0xd9], within: 64 },
};

/** What a file is by its first and last bytes; what it says it is counts for nothing. */
export function typeOfFile(bytes: Uint8Array): Result<FileType, FileFlaw> {
  if (bytes.length === 0) return rejected({ code: "file_missing" });
  if (bytes.length > FILE_BYTES_MAX) {
    return rejected({ code: "file_too_large", max: FILE_BYTES_MAX });
  }
  const type = fileTypes.find((each) => marks[each].begins.every((byte, i) => bytes[i] === byte));
  if (!type) return rejected({ code: "file_type_unknown" });
  const { ends, within } = marks[type];
  const tail = bytes.subarray(-within);
  const isWhole = tail.some((_, at) => ends.every((byte, i) => tail[at + i] === byte));
  return isWhole ? ok(type) : rejected({ code: "file_truncated" });
}

/** As it is shown and saved: on one line, with the ending that it has by its content. */
export function fileName(given: string, type: FileType): string {
  const ending = type === "jpeg" ? "jpg" : type;
  const bare = given.replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}"\\/:*?<>|%]+/gu, " ").trim();
  const name = [...bare].slice(0, NAME_CHARACTERS_MAX).join("").trim();
  return `${name === "" ? "file" : name}.${ending}`;
}

/** Where a file is sealed: it opens nowhere else. */
export function fileContext(disputeId: string, sha256: string): string {
  return `dispute_files.sealed.${disputeId}.${sha256}`;
}

function ascii(text: string): readonly number[] {
  return [...new TextEncoder().encode(text)];
}
