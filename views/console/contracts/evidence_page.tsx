import type { EvidenceView } from "../../../core/console/view_contract.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { contractWords } from "./contract_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: EvidenceView;
}

type Json = Readonly<Record<string, unknown>>;

/** What the consumer signed, as they saw it, and whether that still verifies. */
export function EvidencePage({ frame, who, view: { contract, verified } }: Props) {
  const { lang } = frame;
  const w = contractWords(lang);
  const title = `${w.evidenceTitle} · ${contract.contractCode}`;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="contracts" title={title}>
      <p>
        <a class="link mono" href={paths.consoleContract(contract.contractId)}>
          {contract.contractCode}
        </a>
      </p>
      <section class="card stack">
        <h1>{w.evidenceTitle}</h1>
        {verified.ok
          ? (
            <Band mark="paid">
              <p>{w.valid(verified.value.steps?.length ?? 0, verified.value.asOf ?? "")}</p>
            </Band>
          )
          : (
            <Band mark="unclear">
              <p>{w.notValid(verified.error.detail)}</p>
            </Band>
          )}
        <p class="quiet-text">{w.offline}</p>
        <p class="tools">
          <a class="button quiet" href={paths.consoleEvidenceFile(contract.contractId)} download>
            {w.download}
          </a>
          <a class="link" href={paths.jwks()}>jwks.json</a>
        </p>
      </section>
      {verified.ok ? <Signed lang={lang} payload={verified.value.payload} /> : null}
    </DeskLayout>
  );
}

/** The words as they were shown, in the language they were shown in. */
function Signed({ lang, payload }: { readonly lang: Lang; readonly payload: Json }) {
  const w = contractWords(lang);
  const [shown, when, where, consumer] = ["shown", "when", "where", "consumer"].map((name) =>
    partOf(payload, name)
  );
  const inChinese = shown?.["lang"] === "zh";
  const lines = Array.isArray(shown?.["lines"]) ? shown["lines"] : [];
  const factors = Array.isArray(payload["factors"]) ? payload["factors"] : [];
  const text = (of: Json | undefined, name: string) => {
    const value = of?.[name];
    return typeof value === "string" ? <bdi>{value}</bdi> : undefined;
  };
  return (
    <>
      <section class="card stack">
        <h2>{w.signedText} · {w.inLanguage[inChinese ? "zh" : "en"]}</h2>
        <ul class="terms" lang={inChinese ? "zh-Hans" : "en"}>
          {lines.map((line) => <li key={String(line)}>{String(line)}</li>)}
        </ul>
        <details>
          <summary>{w.fullText}</summary>
          <p class="full-text" lang={inChinese ? "zh-Hans" : "en"}>{text(shown, "full_text")}</p>
        </details>
      </section>
      <section class="card stack">
        <Facts
          rows={[
            fact(w.agreedAt, text(when, "agreed_at")),
            fact(w.columns.signed, text(when, "signed_at")),
            fact(w.person, text(consumer, "name")),
            fact(w.columns.card, text(consumer, "card")),
            fact(w.factors, <span class="mono small">{JSON.stringify(factors)}</span>),
            fact(w.client, text(where, "client")),
          ]}
        />
        <details>
          <summary>JSON</summary>
          <pre class="json" tabindex={0}>{JSON.stringify(payload, null, 2)}</pre>
        </details>
      </section>
    </>
  );
}

function partOf(payload: Json, name: string): Json | undefined {
  const part = payload[name];
  return typeof part === "object" && part !== null ? { ...part } : undefined;
}
