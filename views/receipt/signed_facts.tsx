import type { ShownSignature } from "../../core/factor/shown_signature.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { LongNo } from "../parts/long_no.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";

/** When something was signed with a passkey, with which, and the digest of exactly what. */
export function SignedFacts({ signature: { signedAt, credentialId, digest }, lang }: {
  readonly signature: ShownSignature;
  readonly lang: Lang;
}) {
  const w = receiptWords(lang);
  return (
    <Facts
      rows={[
        fact(w.signedAt, <Time at={signedAt} lang={lang} />),
        fact(w.keyId, <LongNo no={credentialId} />),
        fact(w.digest, <LongNo no={digest} />),
      ]}
    />
  );
}
