/** Two bytes tell how far the search may jump. */
const PAIR = 2;
/** Texts of this many bytes and more are searched for apart: how far it jumps is set by the shortest. */
const LONG = 20;

/**
 * Which of these texts occur in these bytes, each with where it first does: one pass over the bytes that skips most of
 * them, however many texts there are [Wu and Manber, A fast algorithm for multi-pattern searching, 1994].
 */
export function findAny(
  bytes: Uint8Array,
  texts: Iterable<string>,
): readonly { readonly text: string; readonly at: number }[] {
  const all = [...texts].map((text) => ({ text, needle: new TextEncoder().encode(text) }));
  const short = all.filter(({ needle }) => needle.length < LONG);
  const long = all.filter(({ needle }) => needle.length >= LONG);
  return [...search(bytes, short), ...search(bytes, long)];
}

interface Wanted {
  readonly text: string;
  readonly needle: Uint8Array;
}

function search(bytes: Uint8Array, wanted: readonly Wanted[]) {
  const least = Math.min(...wanted.map(({ needle }) => needle.length));
  if (wanted.length === 0) return [];
  if (least < PAIR) throw new RangeError("Cannot search for a single byte");
  const jumps = new Uint8Array(65_536).fill(Math.min(255, least - PAIR + 1));
  const ending = new Map<number, Wanted[]>();
  for (const each of wanted) {
    for (let i = 0; i <= least - PAIR; i++) {
      const pair = each.needle[i]! << 8 | each.needle[i + 1]!;
      jumps[pair] = Math.min(jumps[pair]!, least - PAIR - i);
      if (i === least - PAIR) ending.set(pair, [...ending.get(pair) ?? [], each]);
    }
  }
  const found = new Map<string, number[]>();
  for (let end = least - PAIR; end < bytes.length - 1;) {
    const pair = bytes[end]! << 8 | bytes[end + 1]!;
    const jump = jumps[pair]!;
    if (jump > 0) {
      end += jump;
      continue;
    }
    const start = end - least + PAIR;
    for (const { text, needle } of ending.get(pair) ?? []) {
      if (!isAt(bytes, needle, start)) continue;
      const places = found.get(text) ?? [];
      if (places.length === 0) found.set(text, places);
      places.push(start);
    }
    end++;
  }
  return [...found].flatMap(([text, places]) => places.map((at) => ({ text, at })));
}

function isAt(bytes: Uint8Array, needle: Uint8Array, start: number): boolean {
  for (let i = 0; i < needle.length; i++) if (bytes[start + i] !== needle[i]) return false;
  return true;
}
