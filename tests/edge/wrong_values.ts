/** Values a field must refuse, each with the code of its refusal. */
export type Wrong = readonly (readonly [value: unknown, code: string])[];

/** Omits the field, for `missing`. */
export const LEFT_OUT = Symbol("left out");

export const notText: Wrong = [1, true, [], {}].map((value) => [value, "wrong_type"]);
const notNumber: Wrong = ["1", true, [], {}].map((value) => [value, "wrong_type"]);
export const notFlag: Wrong = ["true", 1, 0, [], {}].map((value) => [value, "wrong_type"]);
export const notList: Wrong = ["x", 1, true, {}].map((value) => [value, "wrong_type"]);
export const required: Wrong = [[LEFT_OUT, "missing"], [null, "wrong_type"]];

export function text(min: number, max: number): Wrong {
  return [
    ...label(min, max),
    ["4111111111111111", "card_number"],
    ["卡号 6200 0000 0000 0005", "card_number"],
    ["5555-5555-5555-4444", "card_number"],
    ["３７８２８２２４６３１０００５", "card_number"],
  ];
}

/** An ID or a URL of the merchant's: any number may be in it. */
export function label(min: number, max: number): Wrong {
  return [
    ...notText,
    ...(min > 0 ? [["", "too_short"]] as const : []),
    ["茶".repeat(max + 1), "too_long"],
    ["🍵".repeat(max + 1), "too_long"],
    ["a\u0000b", "control_character"],
    ["a\nb", "control_character"],
    ["\u001b[2J", "control_character"],
    ["\u2028", "control_character"],
    ["\ud83c", "lone_surrogate"],
    ["\udf75x", "lone_surrogate"],
    ["Tea\u202e00.05¥", "direction_control"],
    ["\u2067שלום\u2069", "direction_control"],
    ["a\u200fb", "direction_control"],
    [" ", "no_visible_character"],
    ["\u3164", "no_visible_character"],
    ["\u200b\u2800\u0301", "no_visible_character"],
  ];
}

export function formed(...values: readonly string[]): Wrong {
  return [...notText, ...values.map((value) => [value, "wrong_format"] as const)];
}

export function whole(min: number, max: number): Wrong {
  return [
    ...notNumber,
    [min - 1, "too_small"],
    [-(2 ** 53) + 1, "too_small"],
    [max + 1, "too_big"],
    [2 ** 53, "too_big"],
    [min + 0.5, "wrong_type"],
    [0.1 + 0.2, "wrong_type"],
  ];
}

export function oneOf(...nearly: readonly string[]): Wrong {
  return ["", "x", "\u0000", 1, true, [], {}, ...nearly].map((value) => [value, "not_allowed"]);
}

export const time: Wrong = [
  ...notText,
  ...[
    "",
    "now",
    "2026-11-20",
    "2026-11-20T08:00:00",
    "2026-11-20 08:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-20T24:00:00Z",
    "2026-11-20T08:00:60Z",
    "2026-11-20T08:00:00+25:00",
    "1999-12-31T23:59:59Z",
    "+012026-11-20T08:00:00Z",
    "1763625600",
    "２０２６-11-20T08:00:00Z",
  ].map((value) => [value, "not_a_time"] as const),
];

export const numbers = formed(
  "",
  " ",
  "a b",
  "a/b",
  "订单",
  "a\n",
  "a\u0000",
  "x".repeat(65),
  "'--",
);
export const merchantNo = formed(
  "",
  "99010000000000",
  "9901000000000011",
  "99010000000000１",
  "9901-0000000001",
);
