import type { Child } from "hono/jsx";
import type { Dispute } from "../../core/dispute/dispute.ts";
import type { DisputeFile } from "../../core/dispute/dispute_file.ts";
import { isolated } from "../../core/text/isolated.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { disputeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly dispute: Dispute;
  /** Where the contract's signed evidence is saved from, and a file. */
  readonly evidenceHref: string;
  readonly hrefTo: (file: DisputeFile) => string;
  /** To attach another, for whoever may. */
  readonly children?: Child;
}

/** What there is to read besides: what the payer signed, attached by itself, and what the merchant attached. */
export function Files({ lang, dispute, evidenceHref, hrefTo, children }: Props) {
  const w = disputeWords(lang);
  const { files, evidence } = dispute;
  if (files.length === 0 && !evidence.contract && !children) return null;
  return (
    <section class="card stack">
      <h2>{w.files}</h2>
      <Facts
        rows={[
          fact(
            w.signedEvidence,
            evidence.contract
              ? (
                <>
                  <a class="link" href={evidenceHref} download>{w.save}</a>
                  <Digest text={evidence.contract.evidence_sha256 ?? undefined} />
                </>
              )
              : undefined,
          ),
          ...files.map((file) =>
            fact(
              isolated(file.name),
              <>
                <a class="link" href={hrefTo(file)} download>{`${w.save} (${size(file.bytes)})`}</a>
                <Digest text={file.sha256} />
                <p class="small quiet-text">
                  <Time at={file.attachedAt} lang={lang} />
                </p>
              </>,
            )
          ),
        ]}
      />
      {children}
    </section>
  );
}

/** Enough of it to see that it is the same; all of it is in the API. */
function Digest({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return <p class="small quiet-text mono" title={text}>SHA-256 {text.slice(0, 12)}…</p>;
}

function size(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KiB`
    : `${Math.round(bytes / 1024 / 1024)} MiB`;
}
