/** An attempt ends after this long, whatever the receiver does. */
export const SEND_TIMEOUT_MS = 15_000;
/** The maximum that is ever read of a response. */
export const ANSWER_BYTES_MAX = 64 * 1024;

export interface Collected {
  /** False when no more is needed. */
  add(chunk: Uint8Array): boolean;
  text(): string;
  bytes(): number;
}

/** Collects a response body up to the maximum. */
export function collectBody(): Collected {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      const room = ANSWER_BYTES_MAX - size;
      chunks.push(chunk.subarray(0, room));
      size += Math.min(chunk.length, room);
      return size < ANSWER_BYTES_MAX;
    },
    text: () => {
      const whole = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return new TextDecoder().decode(whole);
    },
    bytes: () => size,
  };
}
