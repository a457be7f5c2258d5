import type { ShownSignature } from "../../core/factor/shown_signature.ts";
import { LongNo } from "../parts/long_no.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { receiptWords } from "./receipt_words.ts";

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

/** The same on a page of its own about the payment. */
export function SignedPaymentCard(props: Props) {
  return (
    <section class="card">
      <ul class="rows">
        <li>
          <span>
            <SignedPayment {...props} />
          </span>
        </li>
      </ul>
    </section>
  );
}
