import { base64url } from "jose";
import { canonicalJson } from "../canonical_json.ts";
import type { Deps } from "../deps.ts";
import type { PasskeySignature } from "../factor/passkey_signature.ts";
import type { ConsumerId, SigningId } from "../id.ts";
import { sha256 } from "../sha256.ts";
import { between, type Duration, type Instant, minutes, rfc3339 } from "../time.ts";
import { disclosureKeys, type DisclosureLang } from "./disclosure.ts";
import type { Terms } from "./terms.ts";

const NONCE_BYTES = 16;

/** What a passkey signs before somebody agrees: exactly what was shown, and what makes it one signing of its own. */
export function termsText(
  { random, now }: Pick<Deps, "random" | "now">,
  { signingId, lang, terms: { lines, fullText } }: {
    readonly signingId: SigningId;
    readonly lang: DisclosureLang;
    readonly terms: Terms;
  },
): string {
  return canonicalJson({
    type: "contract",
    signing_id: signingId,
    lang,
    lines: disclosureKeys.map((key) => lines[key]),
    full_text: fullText,
    asked_at: rfc3339(now()),
    nonce: base64url.encode(random(NONCE_BYTES)),
  });
}

/** Of the terms in such a text: the same as that of what the page shows. */
export function termsDigestIn(text: string): Promise<string> {
  const { lang, lines, full_text } = JSON.parse(text);
  return sha256(canonicalJson({ lang, lines, full_text }));
}

/** Time enough to get the code and type it. */
const SIGNATURE_LIFE: Duration = minutes(10);

/** What this person has just signed of exactly these terms; undefined where it is nothing. */
export async function signatureOf(
  signatures: readonly PasskeySignature[],
  given: {
    readonly consumerId: ConsumerId;
    /** Of the terms, in each language they are shown in. */
    readonly digests: readonly string[];
    readonly now: Instant;
  },
): Promise<PasskeySignature | undefined> {
  for (const each of signatures.toReversed()) {
    if (each.consumerId !== given.consumerId) continue;
    if (between(each.signedAt, given.now) > SIGNATURE_LIFE) continue;
    if (given.digests.includes(await termsDigestIn(each.text))) return each;
  }
  return undefined;
}
