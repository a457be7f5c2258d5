import { X509Certificate } from "node:crypto";
import { readStamp } from "../beijing_time.ts";
import type { Context, Merchant } from "../context.ts";
import { wrongFormat } from "./formats.ts";
import { type Kind, kindOf, places } from "./kinds.ts";
import { isFlaw, isSignedBy, type Message, readForm } from "./message.ts";
import { readBraces } from "./sensitive.ts";

/** A request that may be done, or the code that it is refused with. */
export type Checked =
  | { readonly ok: true; readonly asked: Message; readonly kind: Kind; readonly merchant: Merchant }
  | { readonly ok: false; readonly asked: Message; readonly code: string; readonly detail: string };

const MINUTE_MS = 60_000;
/** How old and how far ahead the time of a new transaction may be. */
const AGE_MAX_MS = 60 * MINUTE_MS;
const AHEAD_MAX_MS = 10 * MINUTE_MS;

const ofAll = [
  "version",
  "encoding",
  "signMethod",
  "certId",
  "signature",
  "txnType",
  "txnSubType",
  "bizType",
  "accessType",
  "merId",
  "txnTime",
];

/** Who the merchant is, to whoever pays, where somebody speaks for it. */
const ofAccess: Readonly<Record<string, readonly string[]>> = {
  "1": ["acqInsCode", "merCatCode", "merName", "merAbbr"],
  "2": ["subMerId", "subMerName", "subMerAbbr"],
};

/** Reads and judges a request in the order of the genuine gateway: readable, genuine, allowed, complete, timely, new. */
export function checkRequest(
  context: Context,
  { place, contentType, body }: {
    readonly place: (typeof places)[keyof typeof places];
    readonly contentType: string;
    readonly body: string;
  },
): Checked {
  const read = readForm(body);
  if (isFlaw(read)) return refuse({}, "10", read.flaw);
  const asked = read;
  const no = (code: string, detail: string) => refuse(asked, code, detail);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) {
    return no("10", "content-type");
  }
  const missing = ofAll.find((name) => !asked[name]);
  if (missing) return no("13", missing);
  if (asked["version"] !== "5.1.0") return no("10", "version");
  if (asked["encoding"]?.toUpperCase() !== "UTF-8") return no("10", "encoding");
  if (asked["signMethod"] !== "01") return no("10", "signMethod");
  const wrong = wrongFormat(asked);
  if (wrong) return no("10", wrong);

  const merchant = context.merchants.get(asked["merId"] ?? "");
  if (!merchant) return no("31", "merId");
  const certificate = merchant.certificates.find((pem) => certIdOf(pem) === asked["certId"]);
  if (!certificate) return no("11", "certId");
  if (!isSignedBy(asked, certificate)) return no("11", "signature");
  if (!isValid(certificate, context.now())) return no("11", "the certificate is not valid now");

  const kind = kindOf(place, asked);
  if (!kind) return no("10", "txnType/txnSubType/bizType/channelType");
  if (!merchant.access.includes(asked["accessType"] ?? "")) return no("32", "accessType");
  if (kind.product && !merchant.granted.includes(kind.product)) return no("32", kind.product);
  const { trId } = readBraces(asked["tokenPayData"] ?? "");
  if (trId !== undefined && !merchant.tokenRequestors.includes(trId)) return no("32", "trId");
  const lacking = requiredOf(kind, asked).find((name) => !asked[name]);
  if (lacking) return no("13", lacking);
  return late(context, kind, asked) ?? { ok: true, asked, kind, merchant };
}

function requiredOf(kind: Kind, asked: Message): readonly string[] {
  const needsNumber = kind.name !== "file";
  const names = kind.type.startsWith("01/") ? ofAccess[asked["accessType"] ?? ""] ?? [] : [];
  return [...needsNumber ? ["orderId"] : [], ...kind.required, ...names];
}

/** Refused for its time or because its number is taken. */
function late(context: Context, kind: Kind, asked: Message): Checked | undefined {
  const [now, at] = [context.now(), readStamp(asked["txnTime"] ?? "")];
  if (at === undefined) return refuse(asked, "10", "txnTime");
  if (!kind.isNew) return undefined;
  if (now - at > AGE_MAX_MS || at - now > AHEAD_MAX_MS) return refuse(asked, "39", "txnTime");
  const payTimeout = asked["payTimeout"];
  const until = payTimeout ? readStamp(payTimeout) : Infinity;
  if (until === undefined || until <= at) return refuse(asked, "10", "payTimeout");
  if (until < now) return refuse(asked, "39", "payTimeout");
  return isTaken(context, kind, asked) ? refuse(asked, "12", "orderId") : undefined;
}

/** A number is used once a day. A browser may post the very form of a page again, as long as nothing has come of it. */
function isTaken({ world }: Context, kind: Kind, asked: Message): boolean {
  const known = world.transactions.find((each) =>
    each.asked["merId"] === asked["merId"] && each.asked["orderId"] === asked["orderId"] &&
    each.asked["txnTime"]?.slice(0, 8) === asked["txnTime"]?.slice(0, 8)
  );
  if (!known) return false;
  const isSame = known.asked["signature"] === asked["signature"];
  const isPage = kind.name === "page" || kind.name === "token_opening";
  return !(isPage && isSame && known.stage === "waiting");
}

function refuse(asked: Message, code: string, detail: string): Checked {
  return { ok: false, asked, code, detail };
}

function isValid(pem: string, now: number): boolean {
  const { validFromDate, validToDate } = certificateOf(pem);
  return validFromDate.getTime() <= now && now <= validToDate.getTime();
}

function certIdOf(pem: string): string {
  return BigInt(`0x${certificateOf(pem).serialNumber}`).toString();
}

const certificates = new Map<string, X509Certificate>();

function certificateOf(pem: string): X509Certificate {
  const known = certificates.get(pem) ?? new X509Certificate(pem);
  certificates.set(pem, known);
  return known;
}
