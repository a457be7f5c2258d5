const BLOCK_BYTES = 4_096;
const DRAWN_MAX = 64;

/**
 * Draws random bytes, each given out once. The system is asked for a block at a time: asked for every id and nonce,
 * it would be most of what those cost.
 */
export function randomDrawer(): (bytes: number) => Uint8Array<ArrayBuffer> {
  let block = new Uint8Array();
  let at = 0;
  return (bytes) => {
    if (bytes > DRAWN_MAX) return crypto.getRandomValues(new Uint8Array(bytes));
    if (at + bytes > block.length) {
      block = crypto.getRandomValues(new Uint8Array(BLOCK_BYTES));
      at = 0;
    }
    const drawn = new Uint8Array(bytes);
    for (let i = 0; i < bytes; i++) drawn[i] = block[at++]!;
    return drawn;
  };
}
