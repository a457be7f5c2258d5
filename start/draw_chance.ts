const BLOCK_BYTES = 1_024;
const BYTE_VALUES = 256;

/**
 * Draws fractions below 1 in steps of 1/256, as ids need them. Random bytes are fetched in blocks: fetching them per
 * character would be most of the cost of an id.
 */
export function chanceDrawer(): () => number {
  const block = new Uint8Array(BLOCK_BYTES);
  let at = BLOCK_BYTES;
  return () => {
    if (at === BLOCK_BYTES) {
      crypto.getRandomValues(block);
      at = 0;
    }
    return (block[at++] ?? 0) / BYTE_VALUES;
  };
}
