import { ok, rejected, type Result } from "../result.ts";
import { crc16 } from "./crc16.ts";

/** One field of a merchant-presented code: two digits of id, two of length, the value. */
export interface EmvField {
  readonly id: string;
  readonly value: string;
}

export type EmvRefusal =
  /** The text ends before the field does, or its id or length is not a number. `at` counts characters from 0. */
  | { readonly code: "emv_length_wrong"; readonly at: number }
  | { readonly code: "emv_field_repeated"; readonly id: string }
  | { readonly code: "emv_field_missing"; readonly id: string }
  | { readonly code: "emv_field_malformed"; readonly id: string }
  /** The code does not begin with payload format `01`. */
  | { readonly code: "emv_format_unknown" }
  | { readonly code: "emv_crc_not_last" }
  | { readonly code: "emv_crc_wrong"; readonly expected: string };

const CRC_HEAD = "6304";
const CRC_ID = "63";
const CRC_CHARS = 4;
const VALUE_CHARS_MAX = 99;
/** Far more than a code can hold; limits what a stranger can make us parse. */
const PAYLOAD_CHARS_MAX = 1_024;

const encoder = new TextEncoder();

/** The fields of `text` in their order. Lengths count characters, so a Chinese name of 4 has length 04. */
export function splitFields(text: string): Result<readonly EmvField[], EmvRefusal> {
  const characters = [...text];
  if (characters.length > PAYLOAD_CHARS_MAX) {
    return rejected({ code: "emv_length_wrong", at: PAYLOAD_CHARS_MAX });
  }
  const fields: EmvField[] = [];
  for (let at = 0; at < characters.length;) {
    const head = characters.slice(at, at + 4).join("");
    if (!/^\d{4}$/.test(head)) return rejected({ code: "emv_length_wrong", at });
    const end = at + 4 + Number(head.slice(2));
    if (end > characters.length || end === at + 4) {
      return rejected({ code: "emv_length_wrong", at });
    }
    const id = head.slice(0, 2);
    if (fields.some((each) => each.id === id)) return rejected({ code: "emv_field_repeated", id });
    fields.push({ id, value: characters.slice(at + 4, end).join("") });
    at = end;
  }
  return ok(fields);
}

/** The text of `fields`, or which of them is empty or too long. */
export function joinFields(fields: readonly EmvField[]): Result<string, EmvRefusal> {
  let text = "";
  for (const { id, value } of fields) {
    const length = [...value].length;
    const fits = length > 0 && length <= VALUE_CHARS_MAX && value.isWellFormed();
    if (!fits || !/^\d{2}$/.test(id)) {
      return rejected({ code: "emv_field_malformed", id });
    }
    text += id + String(length).padStart(2, "0") + value;
  }
  return ok(text);
}

/** `text` with its check at the end: over everything before it and its own id and length, in upper case. */
export function sealed(text: string): string {
  return text + CRC_HEAD + checkOf(text);
}

/** The fields before the check, if it comes last and is right. Lower case is accepted too: real codes use it. */
export function unsealed(text: string): Result<readonly EmvField[], EmvRefusal> {
  const split = splitFields(text);
  if (!split.ok) return split;
  const place = split.value.findIndex(({ id }) => id === CRC_ID);
  if (place === -1) return rejected({ code: "emv_field_missing", id: CRC_ID });
  const check = split.value[place]?.value ?? "";
  if (place !== split.value.length - 1) return rejected({ code: "emv_crc_not_last" });
  if (!/^[0-9A-Fa-f]{4}$/.test(check)) return rejected({ code: "emv_field_malformed", id: CRC_ID });
  const expected = checkOf(text.slice(0, -CRC_HEAD.length - CRC_CHARS));
  if (check.toUpperCase() !== expected) return rejected({ code: "emv_crc_wrong", expected });
  return ok(split.value.slice(0, -1));
}

function checkOf(text: string): string {
  const crc = crc16(encoder.encode(text + CRC_HEAD));
  return crc.toString(16).toUpperCase().padStart(CRC_CHARS, "0");
}
