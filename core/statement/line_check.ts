import { crc32 } from "node:zlib";

export const CHECK_CHARS = 8;

/**
 * What a line ends with, so that a line that was changed is found, and not only that its file is another: CRC-32 of the
 * bytes before it, in hex. Against whoever means harm the manifest's SHA-256 stands.
 */
export function lineCheck(bytes: Uint8Array | string): string {
  return crc32(bytes).toString(16).padStart(CHECK_CHARS, "0");
}
