import { recordHash } from "./file_hash.ts";

/** What a line is: its content, and which of the file's equal lines it is. Two equal lines are two. */
export interface LineIdentity {
  /** SHA-256 of its bytes, in hex. */
  readonly digest: string;
  /** From 1. */
  readonly occurrence: number;
}

/** 13 hex digits: as much as a number holds exactly. */
const KEY_DIGITS = 13;
const SLOTS_FIRST = 1_024;

/**
 * Identifies the lines of one file in their order. A million digests would be 150 MB, so only a number is kept of each,
 * in one block; of what occurs again the digest is counted.
 */
export function lineIdentities(): (record: Uint8Array) => LineIdentity {
  let slots = new Float64Array(SLOTS_FIRST);
  let used = 0;
  const again = new Map<string, number>();

  function isNew(key: number): boolean {
    if (used * 2 > slots.length) {
      const larger = new Float64Array(slots.length * 2);
      for (const each of slots) if (each !== 0) put(larger, each);
      slots = larger;
    }
    if (!put(slots, key)) return false;
    used++;
    return true;
  }

  return (record) => {
    const digest = recordHash(record);
    // Zero is an empty slot.
    if (isNew(Number.parseInt(digest.slice(0, KEY_DIGITS), 16) + 1)) {
      return { digest, occurrence: 1 };
    }
    const occurrence = (again.get(digest) ?? 1) + 1;
    again.set(digest, occurrence);
    return { digest, occurrence };
  };
}

/** Puts the key into its slot or the next free one; false if it is there already. */
function put(slots: Float64Array, key: number): boolean {
  let at = key % slots.length;
  while (slots[at] !== 0) {
    if (slots[at] === key) return false;
    at = (at + 1) % slots.length;
  }
  slots[at] = key;
  return true;
}
