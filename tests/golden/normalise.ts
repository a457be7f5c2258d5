import type { Recording } from "../../views/docs/recording.ts";

/** What is drawn by chance, and what stands in its place. */
const drawn: readonly (readonly [RegExp, string])[] = [
  [/\b(sk_(?:test|live)|whsec|whpk)_[\w+/=-]{20,}/g, "$1_…"],
  [/(\/again\/ctr_\w{26}\/)[0-9a-f]{32}/g, "$1…"],
  [/(\/sandbox\/wallet\/)[\w-]{22}/g, "$1…"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "eyJ….eyJ….…"],
];

/** Two ids of one noun differ in their end alone. Inside a query another letter may stand before one. */
const ID = /([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Z])/g;
const ID_START = "01KAG8M0000000000000000000";
const DIGEST = /\b[0-9a-f]{64}\b/g;
const CHANNEL_NO = /\b\d{21}\b/g;

/**
 * The same recording with everything drawn by chance replaced: ids by others in their order, secrets by `…`. `named`
 * gives merchant numbers the names that documents use. `hidden`: fields that hold chance in a form of their own.
 */
export function normalised(
  recording: Recording,
  { named, hidden }: {
    readonly named: ReadonlyMap<string, string>;
    readonly hidden: readonly string[];
  },
): Recording {
  let text = JSON.stringify(
    recording,
    (name, value: unknown) => typeof value === "string" && hidden.includes(name) ? "…" : value,
  );
  for (const [from, to] of named) text = text.replaceAll(from, to);
  for (const [pattern, to] of drawn) text = text.replace(pattern, to);
  text = numbered(text, ID, (match, n) => `${match.slice(0, 4)}${endingIn(ID_START, n)}`);
  text = numbered(text, DIGEST, (_, n) => endingIn("0".repeat(64), n));
  text = numbered(text, CHANNEL_NO, (_, n) => endingIn(`99${"0".repeat(19)}`, n));
  return JSON.parse(text);
}

/** The same text whichever ids, digests and channel numbers it names. */
export function withoutIds(text: string): string {
  return text.replace(ID, "$1_").replace(DIGEST, "digest").replace(CHANNEL_NO, "number");
}

/** Each text that fits gets its own, by the order in which it first appears among those of its kind. */
function numbered(
  text: string,
  pattern: RegExp,
  give: (match: string, n: number) => string,
): string {
  const given = new Map<string, string>();
  const counts = new Map<string, number>();
  return text.replace(pattern, (match, prefix: unknown) => {
    const kind = typeof prefix === "string" ? prefix : "";
    const count = (counts.get(kind) ?? 0) + (given.has(match) ? 0 : 1);
    counts.set(kind, count);
    const to = given.get(match) ?? give(match, count);
    given.set(match, to);
    return to;
  });
}

function endingIn(start: string, n: number): string {
  return start.slice(0, start.length - `${n}`.length) + n;
}
