import { type LinkId, parseId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { type EmvPayload, readEmvPayload, writeEmvPayload } from "../qr/emv_payload.ts";
import { fitting } from "../qr/fitting.ts";
import type { Link } from "./link.ts";

/** Identifies our scheme inside a code that may carry several. */
const SCHEME = "app.countersign";
const SCHEME_ID = "26";
const LINK_FIELD = "01";
const MERCHANT_FIELD = "02";

const NAME_CHARS_MAX = 25;
// The names of merchants in China; a reader shows the alternate name as it is.
const CHINESE = "ZH";
// We store neither a merchant's category nor its city, and a code must name both.
const CATEGORY_UNKNOWN = "0000";
const CITY = "CHINA";
const YUAN = "156";

/** The link as an EMVCo static code (for readers that know such codes but not our URL). */
export function emvOfLink(
  { linkId, amount }: Pick<Link, "linkId" | "amount">,
  { merchantNo, name }: Pick<Merchant, "merchantNo" | "name">,
): string {
  const payload: EmvPayload = {
    initiation: "static",
    accounts: [{
      type: "scheme",
      id: SCHEME_ID,
      guid: SCHEME,
      fields: [{ id: LINK_FIELD, value: linkId }, { id: MERCHANT_FIELD, value: merchantNo }],
    }],
    category: CATEGORY_UNKNOWN,
    currency: YUAN,
    amount: amount && yuan(amount.fen),
    country: "CN",
    name: fitting(asciiName({ merchantNo, name }), NAME_CHARS_MAX),
    city: CITY,
    postalCode: undefined,
    additional: [],
    language: ASCII.test(name) ? [] : [
      { id: "00", value: CHINESE },
      { id: "01", value: fitting(name, NAME_CHARS_MAX) },
    ],
    more: [],
  };
  const written = writeEmvPayload(payload);
  if (!written.ok) throw new TypeError(`Cannot write code: ${written.error.code}`);
  return written.value;
}

const ASCII = /^[\x20-\x7e]*$/;

/** What a terminal without Chinese can print: the Latin part of the name, or else the merchant's number. */
function asciiName({ merchantNo, name }: Pick<Merchant, "merchantNo" | "name">): string {
  const latin = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\x20-\x7e]+/g, " ").trim();
  return /[A-Za-z]{2}/.test(latin) ? latin : `MERCHANT ${merchantNo}`;
}

/** The link in a scanned EMVCo code under our scheme; undefined for any other text. */
export function linkOfEmv(text: string): LinkId | undefined {
  const read = readEmvPayload(text);
  if (!read.ok) return undefined;
  for (const account of read.value.accounts) {
    if (account.type !== "scheme" || account.guid !== SCHEME) continue;
    const named = account.fields.find(({ id }) => id === LINK_FIELD);
    return parseId("lnk", named?.value ?? "");
  }
  return undefined;
}

/** `13.00`: the whole part and two places, without a float in between. */
function yuan(fen: number): string {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
