import type { ShownSignature } from "../../core/factor/shown_signature.ts";
import { LongNo } from "../parts/long_no.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";
import { SignedFacts } from "./signed_facts.tsx";

interface Props {
  readonly signature: ShownSignature;
  /** Of the evidence; undefined where nothing was paid. */
  readonly href: string | undefined;
  readonly lang: Lang;
}

/** For staff, in a row: that a payer signed a payment with a passkey, when, with which, and what proves it. */
export function SignedPayment({ signature, href, lang }: Props) {
  const w = receiptWords(lang);
  const { signedAt, credentialId, digest } = signature;
  return (
    <>
      <span class="small">
        <b>{w.signed}</b> <Time at={signedAt} lang={lang} />
      </span>
      <span class="small">
        {w.keyId} <LongNo no={credentialId} />
      </span>
      <span class="small">
        {w.digest} <LongNo no={digest} />
      </span>
      {href === undefined ? null : <a class="link" href={href} download>{w.evidence}</a>}
    </>
  );
}

/** The same as a card, on a page about the payment. */
export function SignedPaymentCard({ signature, href, lang }: Props) {
  const w = receiptWords(lang);
  return (
    <section class="card stack">
      <h2>{w.signed}</h2>
      <SignedFacts signature={signature} lang={lang} />
      {href === undefined ? null : <a class="link" href={href} download>{w.evidence}</a>}
    </section>
  );
}
