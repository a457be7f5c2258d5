import { type LinkId, parseId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { type EmvPayload, readEmvPayload, writeEmvPayload } from "../qr/emv_payload.ts";
import type { Link } from "./link.ts";

/** Identifies our scheme inside a code that may carry several. */
const SCHEME = "app.countersign";
const SCHEME_ID = "26";
const LINK_FIELD = "01";
const MERCHANT_FIELD = "02";

const NAME_CHARS_MAX = 25;
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
    name: [...name].slice(0, NAME_CHARS_MAX).join(""),
    city: CITY,
    postalCode: undefined,
    additional: [],
    language: [],
    more: [],
  };
  const written = writeEmvPayload(payload);
  if (!written.ok) throw new TypeError(`Cannot write code: ${written.error.code}`);
  return written.value;
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
