/** Names of fields whose values never reach a log. */
export const secretFields = [
  /secret/i,
  /password|passcode|\bpin\b/i,
  /token|cookie|authorization|api.?key|private/i,
  /(?:app|sms|phone|pairing)_?code/i,
  /phone|mobile|id_?number|name_on_card|\bpan\b|card_?no/i,
];

const GAP = String.raw`[\s\p{Pd}\u2212]{0,3}`;

/** `digits`, one pattern each, in one piece or in groups, with nothing before or after that makes it another number. */
function number(...digits: readonly string[]): RegExp {
  return new RegExp(`(?<![0-9A-Za-z.])${digits.join(GAP)}(?![0-9A-Za-z])`, "gu");
}

function any(count: number): readonly string[] {
  return Array<string>(count).fill(String.raw`\d`);
}

function optional(count: number): readonly string[] {
  return Array<string>(count).fill(String.raw`\d?`);
}

function oneOf(...choices: readonly (readonly [string, string])[]): string {
  return `(?:${choices.map((each) => each.join(GAP)).join("|")})`;
}

const BIRTHDAY = [
  oneOf(["1", "[89]"], ["2", "0"]),
  ...any(2),
  oneOf(["0", "[1-9]"], ["1", "[0-2]"]),
  oneOf(["0", "[1-9]"], ["[12]", String.raw`\d`], ["3", "[01]"]),
];
// A resident's ID number: the place, the day of birth, a serial number and a check character (GB 11643).
const ID_NUMBER = ["[1-9]", ...any(5), ...BIRTHDAY, ...any(3), String.raw`[\dXx]`];

/** Values that are secret wherever they appear: our keys, signatures, codes in URLs, numbers of cards and people. */
export const secretPatterns = [
  { pattern: /\b(sk_(?:test|live)_|whsec_|whsk_)[A-Za-z0-9+/=_-]+/g, replacement: "$1…" },
  { pattern: /\bBearer\s+[A-Za-z0-9._~+/=-]+/gi, replacement: "Bearer …" },
  { pattern: /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*/g, replacement: "eyJ…" },
  {
    pattern:
      /((?:app_code|ticket|sms_code|pairing_code|id_number|phone|token|secret|key)(?:=|%3D))[^&\s"'\\]+/gi,
    replacement: "$1…",
  },
  { pattern: number(...ID_NUMBER), replacement: "…" },
  { pattern: number("[3-6]", ...any(15), ...optional(3)), replacement: "…" },
  { pattern: number("2", "[2-7]", ...any(14), ...optional(3)), replacement: "…" },
  { pattern: number("8", "1", ...any(14), ...optional(3)), replacement: "…" },
  { pattern: number("3", "[047689]", ...any(12), ...optional(1)), replacement: "…" },
  { pattern: number("4", ...any(12)), replacement: "…" },
  {
    pattern: number(String.raw`(?:(?:\+|00)?86)?`, "1", "[3-9]", ...any(9)),
    replacement: "…",
  },
];
