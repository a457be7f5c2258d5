export const CHECK_CHARS = 8;

const POLYNOMIAL = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
  return crc;
});
const encoder = new TextEncoder();

/**
 * What a line ends with, so that a line that was changed is found, and not only that its file is another: CRC-32 (ISO
 * 3309) of the bytes before it, in hex. Against whoever means harm the manifest's SHA-256 stands.
 */
export function lineCheck(line: Uint8Array | string): string {
  const bytes = typeof line === "string" ? encoder.encode(line) : line;
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return (~crc >>> 0).toString(16).padStart(CHECK_CHARS, "0");
}
