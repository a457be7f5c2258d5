import * as z from "zod";
import { AMOUNT_FEN_MAX } from "../../core/money.ts";
import {
  flawOfLabel,
  flawOfLine,
  flawOfParagraphs,
  linePattern,
  paragraphsPattern,
  type TextFlaw,
  textFlaws,
} from "../../core/text/display_text.ts";
import { instant } from "../../core/time.ts";
import { nearestName } from "./nearest_name.ts";

// zod would try `new Function` for speed; a worker refuses code from strings.
z.config({ jitless: true });

/** Text of `min` to `max` code points that people read on one line: every character as it is meant, no card number. */
export function text(min: number, max: number): z.ZodString {
  return sized(min, max, { flawOf: flawOfLine, pattern: linePattern });
}

/** The same over several lines: line feeds are its only control characters. */
export function paragraphs(min: number, max: number): z.ZodString {
  return sized(min, max, { flawOf: flawOfParagraphs, pattern: paragraphsPattern });
}

/** The same for an ID or a URL of the merchant's, in which any number may stand. */
export function label(min: number, max: number): z.ZodString {
  return sized(min, max, { flawOf: flawOfLabel, pattern: linePattern });
}

interface TextRule {
  readonly flawOf: (value: string) => TextFlaw | undefined;
  /** As far as JSON Schema can say it. */
  readonly pattern: string;
}

function sized(min: number, max: number, { flawOf, pattern }: TextRule): z.ZodString {
  return z.string()
    .check(({ value: input, issues }) => {
      const code = flawOf(input);
      if (!code) return;
      issues.push({ code: "custom", params: { code }, message: textFlaws[code], input });
    })
    .refine((value) => codePoints(value) >= min, { params: { code: "too_short", min } })
    .refine((value) => codePoints(value) <= max, { params: { code: "too_long", max } })
    .meta({ minLength: min, maxLength: max, pattern: min === 0 ? `^$|${pattern}` : pattern });
}

/** An ID or a cursor of ours, of any content: one that does not exist is not found. */
export function reference(): z.ZodString {
  return z.string()
    .refine((value) => codePoints(value) <= REFERENCE_CHARS_MAX, {
      params: { code: "too_long", max: REFERENCE_CHARS_MAX },
    })
    .meta({ maxLength: REFERENCE_CHARS_MAX });
}

const REFERENCE_CHARS_MAX = 64;

/** A number a merchant gives: 1 to `max` of the characters that survive every channel and every file. */
export function merchantNumber(max: number): z.ZodString {
  return z.string()
    .regex(new RegExp(`^[0-9A-Za-z_.:-]{1,${max}}$`), {
      error: `1 to ${max} of 0-9 A-Z a-z _ - . :`,
    });
}

/** Where an order or a charge is settled: a merchant number of the merchant's own. */
export const settleMerchantNo = z.string()
  .regex(/^[0-9A-Za-z]{15}$/, { error: "15 letters and digits" });

/** An object with these names and no other: a mistyped name is refused instead of being ignored. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(" ");
  return z.strictObject(shape, {
    error: (issue) => issue.code === "unrecognized_keys" ? known : undefined,
  });
}

/** For a rule between the fields of one object: `field` is the one to change. */
export function refuseField(
  context: z.RefinementCtx,
  field: string,
  code: string,
  message: string,
): void {
  context.addIssue({ code: "custom", path: [field], params: { code }, message });
}

/** Whole fen, from 1 fen to the largest amount the portal accepts. */
export const amount = z.int().min(1).max(AMOUNT_FEN_MAX).meta({
  description: "Integer, in fen: 100 is ¥1.00.",
  examples: [1234],
});

/** Only the yuan; optional. */
export const currency = z.literal("CNY").optional();

const DAY =
  "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)" +
  "|02-(?:0[1-9]|1[0-9]|2[0-8]))";
const LEAP_YEAR = "2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)";
const CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
// Years outside this millennium are typing errors, and five-digit ones have no RFC 3339 form. The days are spelled
// out because Date.parse turns 31 February into 3 March.
const RFC3339 = new RegExp(
  `^(?:2[0-9]{3}-${DAY}|${LEAP_YEAR}-02-29)[Tt]${CLOCK}:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-]${CLOCK})$`,
);

/** An RFC 3339 time with its zone, as an Instant. */
export const time = z.string()
  .refine((value) => RFC3339.test(value), { params: { code: "not_a_time" } })
  .meta({ format: "date-time", pattern: RFC3339.source, examples: ["2026-11-20T08:00:00Z"] })
  // Date.parse knows no small `t` and `z`.
  .transform((value) => instant(Date.parse(value.toUpperCase())));

function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/** One invalid field. `path` is dotted, `""` for the whole body; `code` is stable. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
}

const ERRORS_MAX = 20;

/** What zod found, in our own terms: the first error of each field, at most 20 fields. */
export function fieldErrors(error: z.core.$ZodError): readonly FieldError[] {
  const byPath = new Map<string, FieldError>();
  for (const issue of error.issues.flatMap((each) => leaves(each, []))) {
    for (const found of errorsOf(issue)) {
      if (!byPath.has(found.path)) byPath.set(found.path, found);
      if (byPath.size === ERRORS_MAX) return [...byPath.values()];
    }
  }
  return [...byPath.values()];
}

type Issue = z.core.$ZodIssue;

function errorsOf(issue: Issue): readonly FieldError[] {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), ...judge(issue) }];
  // `fields` put the known names into the message.
  const known = issue.message.split(" ");
  return issue.keys.map((key) => unknownField([...path, key].join("."), nearestName(key, known)));
}

/** For a choice of shapes, only the closest one is reported: the one with the fewest missing fields. */
function leaves(issue: Issue, above: readonly PropertyKey[]): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== "invalid_union") return [{ ...issue, path }];
  const choices = issue.errors.map((each) => each.flatMap((inner) => leaves(inner, path)));
  const nearest = choices.sort((a, b) => missing(a) - missing(b) || a.length - b.length)[0];
  return nearest && nearest.length > 0 ? nearest : [{ ...issue, path }];
}

/** `path` ends with a name that means nothing there; `nearest` is what was probably meant. */
export function unknownField(path: string, nearest?: string): FieldError {
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  return { path, code: "unknown", detail: `is not a known name${hint}` };
}

function missing(issues: readonly Issue[]): number {
  return issues.filter((each) => each.code === "invalid_type" && each.input === undefined).length;
}

function judge(issue: z.core.$ZodIssue): { readonly code: string; readonly detail: string } {
  switch (issue.code) {
    case "invalid_type":
      // The value itself is never repeated: it may be a secret in the wrong place.
      return issue.input === undefined
        ? { code: "missing", detail: "is required" }
        : { code: "wrong_type", detail: `must be ${article(issue.expected)}` };
    case "too_small":
      return judgeSize(issue.origin, "at least", Number(issue.minimum));
    case "too_big":
      return judgeSize(issue.origin, "at most", Number(issue.maximum));
    case "invalid_value":
      return {
        code: "not_allowed",
        detail: `must be one of ${issue.values.map(String).join(", ")}`,
      };
    case "invalid_format":
      return { code: "wrong_format", detail: `must be ${issue.message}` };
    case "invalid_union":
      return { code: "not_allowed", detail: "is not one of the allowed values" };
    case "invalid_key":
      return { code: "wrong_name", detail: "is not an allowed name in this object" };
    case "custom":
      return judgeCustom(issue.params ?? {}, issue.message);
    default:
      return { code: "wrong", detail: issue.message };
  }
}

function judgeSize(origin: string, bound: "at least" | "at most", limit: number) {
  const over = bound === "at most";
  switch (origin) {
    case "string":
      return {
        code: over ? "too_long" : "too_short",
        detail: `must have ${bound} ${limit} characters`,
      };
    case "array":
      return { code: over ? "too_many" : "too_few", detail: `must have ${bound} ${limit} entries` };
    default:
      return { code: over ? "too_big" : "too_small", detail: `must be ${bound} ${limit}` };
  }
}

const customDetails: Readonly<
  Record<string, (params: Readonly<Record<string, unknown>>) => string>
> = {
  too_short: ({ min }) => `must have at least ${min} characters`,
  too_long: ({ max }) => `must have at most ${max} characters`,
  not_a_time: () => "must be an RFC 3339 time with a zone, in 2000 or later",
};

function judgeCustom(
  params: Readonly<Record<string, unknown>>,
  message: string,
): { readonly code: string; readonly detail: string } {
  const code = typeof params["code"] === "string" ? params["code"] : "wrong";
  const detail = customDetails[code];
  return { code, detail: detail ? detail(params) : message };
}

function article(expected: string): string {
  if (expected === "int") return "a whole number";
  if (expected === "record") return "an object";
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
