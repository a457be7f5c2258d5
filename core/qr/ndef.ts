const encoder = new TextEncoder();

// Message begin, message end, well-known type (NFC Forum, NDEF 1.0); `SHORT` where one byte counts the payload.
const ONLY_RECORD = 0xc1;
const SHORT = 0x10;
const URI_TYPE = 0x55;
const SHORT_PAYLOAD_MAX = 255;

/** URL prefixes that a tag stores as one byte (NFC Forum, URI record type definition). */
const prefixes: readonly (readonly [string, number])[] = [
  ["https://www.", 0x02],
  ["http://www.", 0x01],
  ["https://", 0x04],
  ["http://", 0x03],
];

/** The bytes of a tag that opens `uri`: an NDEF message of one URI record. */
export function uriMessage(uri: string): Uint8Array<ArrayBuffer> {
  const [prefix, code] = prefixes.find(([start]) => uri.startsWith(start)) ?? ["", 0x00];
  const rest = encoder.encode(uri.slice(prefix.length));
  const length = rest.length + 1;
  const header = length <= SHORT_PAYLOAD_MAX
    ? [ONLY_RECORD | SHORT, 1, length]
    : [ONLY_RECORD, 1, ...new Uint8Array(new Uint32Array([length]).buffer).reverse()];
  return Uint8Array.from([...header, URI_TYPE, code, ...rest]);
}
