// Two slips of the finger, more in a long name.
const DISTANCE_MIN = 2;
const NAME_CHARS_MAX = 64;

/** The name that was probably meant by `given`: another spelling, one that it begins, or a few letters away. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const wrong = plain(given.slice(0, NAME_CHARS_MAX));
  const allowed = Math.max(DISTANCE_MIN, Math.floor(wrong.length / 4));
  const [nearest] = known
    .map((name) => ({ name, distance: distanceOf(wrong, plain(name)) }))
    .filter(({ name, distance }) => distance <= allowed && distance < plain(name).length)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.name;
}

/** `merchantOrderNo` and `merchant-order-no` are other spellings of `merchant_order_no`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function distanceOf(wrong: string, name: string): number {
  const [short, long] = wrong.length < name.length ? [wrong, name] : [name, wrong];
  if (short.length > DISTANCE_MIN && long.startsWith(short)) {
    return Math.min(1, long.length - short.length);
  }
  return editDistance(short, long);
}

/** Levenshtein's: how many letters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
