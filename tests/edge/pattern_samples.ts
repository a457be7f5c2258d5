import type { Random } from "../support/random.ts";

type Sampler = (random: Random) => string;

const REPEATS_MAX = 6;

/** Characters that are often forgotten, beside those that every pattern is about. */
const unusual = [
  ...Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code)),
  ..."茶壺あア한עشΩж\u0301\u00ad\u061c\u115f\u1160\u17b4\u200b\u200d\u200e\u2028\u202e\u2066\u20bd\u2800\u3000\u3164",
  ..."\ue000\ufe0f\ufeff\uffa0\ufffc\ufffd𝒳🍵👨\u{1f3fb}\u{e0041}\u{10ffff}٣३１ﬁ½",
];

/** Makes texts that match `pattern`: a regular expression as JSON Schema has it, read as far as ours use it. */
export function samplesOf(pattern: string): Sampler {
  const whole = new RegExp(pattern, "u");
  const { sample, at } = alternatives([...pattern], 0);
  if (at !== [...pattern].length) throw new Error(`Cannot read ${pattern} from ${at} on`);
  return (random) => {
    for (let tries = 0; tries < 1_000; tries++) {
      const text = sample(random);
      if (whole.test(text)) return text;
    }
    throw new Error(`Cannot find a text for ${pattern}`);
  };
}

interface Read {
  readonly sample: Sampler;
  readonly at: number;
}

function alternatives(pattern: readonly string[], from: number): Read {
  const choices: Sampler[] = [];
  for (let at = from;;) {
    const read = sequence(pattern, at);
    choices.push(read.sample);
    if (pattern[read.at] !== "|") {
      return { sample: (random) => random.pick(choices)(random), at: read.at };
    }
    at = read.at + 1;
  }
}

function sequence(pattern: readonly string[], from: number): Read {
  const parts: Sampler[] = [];
  let at = from;
  while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
    const atom = atomAt(pattern, at);
    const [min, max, after] = timesAt(pattern, atom.at);
    at = after;
    parts.push((random) => {
      const count = min + random.below(Math.min(max - min, REPEATS_MAX) + 1);
      return Array.from({ length: count }, () => atom.sample(random)).join("");
    });
  }
  return { sample: (random) => parts.map((part) => part(random)).join(""), at };
}

function atomAt(pattern: readonly string[], at: number): Read {
  const start = pattern.slice(at, at + 3).join("");
  if (start[0] === "^" || start[0] === "$") return { sample: () => "", at: at + 1 };
  if (start[0] === "[") return classAt(pattern, at);
  if (start === "(?:" || start === "(?!") {
    const { sample, at: end } = alternatives(pattern, at + 3);
    // What a text must not be is left to the whole expression.
    return { sample: start === "(?!" ? () => "" : sample, at: end + 1 };
  }
  if (start[0] === "\\") return { sample: () => pattern[at + 1] ?? "", at: at + 2 };
  return { sample: () => pattern[at] ?? "", at: at + 1 };
}

function classAt(pattern: readonly string[], at: number): Read {
  let end = at + 1;
  while (pattern[end] !== "]") end += pattern[end] === "\\" ? 2 : 1;
  const source = pattern.slice(at, end + 1).join("");
  const fits = new RegExp(`^${source}$`, "u");
  const members = unusual.filter((char) => fits.test(char));
  return { sample: (random) => random.pick(members), at: end + 1 };
}

function timesAt(pattern: readonly string[], at: number): readonly [number, number, number] {
  switch (pattern[at]) {
    case "*":
      return [0, Infinity, at + 1];
    case "?":
      return [0, 1, at + 1];
  }
  const [found, min, comma, max] = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(at, at + 9).join("")) ??
    [];
  if (found === undefined) return [1, 1, at];
  const least = Number(min);
  return [least, comma === "" ? least : Number(max), at + found.length];
}
