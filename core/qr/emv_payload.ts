import { ok, rejected, type Result } from "../result.ts";
import {
  type EmvField,
  type EmvRefusal,
  joinFields,
  sealed,
  splitFields,
  unsealed,
} from "./emv_fields.ts";

/** What a merchant-presented code says (EMVCo merchant-presented mode 1.1), without its check. */
export interface EmvPayload {
  /** `static` serves many payments, `dynamic` one; undefined when the code does not say. */
  readonly initiation: "static" | "dynamic" | undefined;
  /** Whom to pay, at least one: a network's own value (02–25), or a named scheme (26–51). */
  readonly accounts: readonly EmvAccount[];
  /** Four digits (MCC). */
  readonly category: string;
  /** Three digits of ISO 4217; 156 is the yuan. */
  readonly currency: string;
  /** As printed, e.g. `13.00`, never zero; undefined when the consumer enters it. */
  readonly amount: string | undefined;
  /** Two letters of ISO 3166. */
  readonly country: string;
  /** In ASCII, as the city: the name in its own script belongs into `language`. */
  readonly name: string;
  readonly city: string;
  readonly postalCode: string | undefined;
  /** 01 bill, 02 mobile, 03 store, 04 loyalty, 05 reference, 06 customer, 07 terminal, 08 purpose, 09 asks for. */
  readonly additional: readonly EmvField[];
  /** 00 language, 01 name, 02 city in it. */
  readonly language: readonly EmvField[];
  /** Tips (55–57) and reserved or free fields (65–99), unchanged. */
  readonly more: readonly EmvField[];
}

export type EmvAccount =
  | { readonly type: "network"; readonly id: string; readonly value: string }
  | {
    readonly type: "scheme";
    readonly id: string;
    /** Names the scheme: a reversed domain, an application id or a UUID. */
    readonly guid: string;
    readonly fields: readonly EmvField[];
  };

const FORMAT: EmvField = { id: "00", value: "01" };
const initiations = { "11": "static", "12": "dynamic" } as const;

/** What each simple field must look like; lengths are characters. An amount of zero is no amount. */
const shapes: Readonly<Record<string, RegExp>> = {
  "01": /^1[12]$/,
  "52": /^\d{4}$/,
  "53": /^\d{3}$/,
  "54": /^(?=.{1,13}$)(?!0*\.?0*$)\d+(?:\.\d{0,2})?$/,
  "55": /^0[123]$/,
  "56": /^(?=.{1,13}$)(?!0*\.?0*$)\d+(?:\.\d{0,2})?$/,
  "57": /^(?=.{1,5}$)(?!0*\.?0*$)\d+(?:\.\d{0,2})?$/,
  "58": /^[A-Z]{2}$/,
  "59": /^.{1,25}$/su,
  "60": /^.{1,15}$/su,
  "61": /^.{1,10}$/su,
};
// Where other scripts may stand: the language template and what is reserved or free (format S).
const ANY_SCRIPT = "64";
const PRINTABLE = /^[\x20-\x7e]*$/;
const languageShapes: Readonly<Record<string, RegExp>> = {
  "00": /^[A-Za-z]{2}$/,
  "01": /^.{1,25}$/su,
  "02": /^.{1,15}$/su,
};
const required: readonly string[] = ["52", "53", "58", "59", "60"];

/**
 * Reads a code. The check only proves that it was printed completely; nothing else in it can be trusted, since anyone
 * can make one.
 */
export function readEmvPayload(text: string): Result<EmvPayload, EmvRefusal> {
  const read = unsealed(text);
  if (!read.ok) return read;
  const fields = read.value;
  const [first] = fields;
  if (first?.id !== FORMAT.id || first.value !== FORMAT.value) {
    return rejected({ code: "emv_format_unknown" });
  }
  const wrong = flawOf(fields);
  if (wrong) return rejected(wrong);
  return inWords(fields);
}

/** The text of a code, with its check; refused where a field does not fit its place. */
export function writeEmvPayload(payload: EmvPayload): Result<string, EmvRefusal> {
  const accounts = every(payload.accounts, accountField);
  if (!accounts.ok) return accounts;
  const templates = every(
    [["62", payload.additional], ["64", payload.language]] as const,
    template,
  );
  if (!templates.ok) return templates;
  const { initiation, amount, postalCode, more } = payload;
  const misplaced = more.find(({ id }) => !isMore(id));
  if (misplaced) return rejected({ code: "emv_field_malformed", id: misplaced.id });
  const fields = [
    FORMAT,
    ...optional("01", initiation && (initiation === "static" ? "11" : "12")),
    ...accounts.value,
    { id: "52", value: payload.category },
    { id: "53", value: payload.currency },
    ...optional("54", amount),
    ...more.filter(({ id }) => id < "58"),
    { id: "58", value: payload.country },
    { id: "59", value: payload.name },
    { id: "60", value: payload.city },
    ...optional("61", postalCode),
    ...templates.value.flat(),
    ...more.filter(({ id }) => id > "58"),
  ];
  const wrong = flawOf(fields) ?? flawOfScript(fields) ?? flawOfLanguage(payload.language);
  if (wrong) return rejected(wrong);
  const text = joinFields(fields);
  return text.ok ? ok(sealed(text.value)) : text;
}

function flawOf(fields: readonly EmvField[]): EmvRefusal | undefined {
  const ids = fields.map(({ id }) => id);
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) return { code: "emv_field_repeated", id: repeated };
  const missing = required.find((id) => !ids.includes(id)) ??
    (ids.some(isAccount) ? undefined : "02");
  if (missing !== undefined) return { code: "emv_field_missing", id: missing };
  const malformed = fields.find(({ id, value }) => shapes[id]?.test(value) === false);
  return malformed && { code: "emv_field_malformed", id: malformed.id };
}

/** Many codes in use have Chinese where only ASCII belongs: they are read, but not written. */
function flawOfScript(fields: readonly EmvField[]): EmvRefusal | undefined {
  const raw = fields.find(({ id, value }) => id < ANY_SCRIPT && !PRINTABLE.test(value));
  return raw && { code: "emv_field_malformed", id: raw.id };
}

/** The template names its language and the merchant in it, or is left out. */
function flawOfLanguage(language: readonly EmvField[]): EmvRefusal | undefined {
  if (language.length === 0) return undefined;
  const missing = ["00", "01"].some((id) => !language.some((each) => each.id === id));
  const wrong = language.some(({ id, value }) => languageShapes[id]?.test(value) === false);
  return missing || wrong ? { code: "emv_field_malformed", id: ANY_SCRIPT } : undefined;
}

function inWords(fields: readonly EmvField[]): Result<EmvPayload, EmvRefusal> {
  const value = (id: string) => fields.find((each) => each.id === id)?.value;
  const accounts = every(fields.filter(({ id }) => isAccount(id)), readAccount);
  if (!accounts.ok) return accounts;
  const templates = every([value("62") ?? "", value("64") ?? ""], splitFields);
  if (!templates.ok) return templates;
  const [additional = [], language = []] = templates.value;
  return ok({
    initiation: initiations[value("01") as keyof typeof initiations],
    accounts: accounts.value,
    category: value("52") ?? "",
    currency: value("53") ?? "",
    amount: value("54"),
    country: value("58") ?? "",
    name: value("59") ?? "",
    city: value("60") ?? "",
    postalCode: value("61"),
    additional,
    language,
    more: fields.filter(({ id }) => isMore(id)),
  });
}

function isAccount(id: string): boolean {
  return id >= "02" && id <= "51";
}

function isMore(id: string): boolean {
  return (id >= "55" && id <= "57") || id >= "65";
}

function readAccount({ id, value }: EmvField): Result<EmvAccount, EmvRefusal> {
  if (id < "26") return ok({ type: "network", id, value });
  const inner = splitFields(value);
  if (!inner.ok) return inner;
  const [guid, ...fields] = inner.value;
  if (guid?.id !== "00") return rejected({ code: "emv_field_malformed", id });
  return ok({ type: "scheme", id, guid: guid.value, fields });
}

function accountField(account: EmvAccount): Result<EmvField, EmvRefusal> {
  const { id } = account;
  const placed = account.type === "network" ? id >= "02" && id < "26" : id >= "26" && id <= "51";
  if (!placed) return rejected({ code: "emv_field_malformed", id });
  if (account.type === "network") return ok({ id, value: account.value });
  const text = joinFields([{ id: "00", value: account.guid }, ...account.fields]);
  return text.ok ? ok({ id, value: text.value }) : text;
}

function template(
  [id, fields]: readonly [string, readonly EmvField[]],
): Result<readonly EmvField[], EmvRefusal> {
  if (fields.length === 0) return ok([]);
  const text = joinFields(fields);
  return text.ok ? ok([{ id, value: text.value }]) : text;
}

function optional(id: string, value: string | undefined): readonly EmvField[] {
  return value === undefined ? [] : [{ id, value }];
}

/** All of them made, or the first refusal. */
function every<A, B>(
  given: readonly A[],
  make: (each: A) => Result<B, EmvRefusal>,
): Result<readonly B[], EmvRefusal> {
  const made: B[] = [];
  for (const each of given) {
    const result = make(each);
    if (!result.ok) return result;
    made.push(result.value);
  }
  return ok(made);
}
