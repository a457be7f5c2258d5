import { crc32 } from "../crc32.ts";

export const CHECK_CHARS = 8;

const encoder = new TextEncoder();

/**
 * What a line ends with, so that a line that was changed is found, and not only that its file is another: CRC-32 (ISO
 * 3309) of the bytes before it, in hex. Against whoever means harm the manifest's SHA-256 stands.
 */
export function lineCheck(line: Uint8Array | string): string {
  const bytes = typeof line === "string" ? encoder.encode(line) : line;
  return crc32(bytes).toString(16).padStart(CHECK_CHARS, "0");
}
