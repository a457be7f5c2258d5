import type { LegalText } from "../../core/institution/institution.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { words } from "../words.ts";
import { institutionWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly text: LegalText;
  /** Of this kind, the newest first. */
  readonly versions: readonly Omit<LegalText, "zh" | "en">[];
}

/** One version of the terms or of the privacy text, and the way to the others. */
export function LegalPage({ frame, text, versions }: Props) {
  const { lang } = frame;
  const w = institutionWords(lang);
  const title = words(lang).imprint[text.kind];
  return (
    <Layout frame={frame} title={title} mode="live" width="column" script={false}>
      <article class="card stack">
        <h1>{title}</h1>
        <p class="quiet-text">{w.version(text.version, text.firstDay)}</p>
        {text[lang].split(/\n+/).map((paragraph, i) => <p key={i}>{paragraph}</p>)}
      </article>
      {versions.length > 1
        ? (
          <section class="card stack">
            <h2>{w.versions}</h2>
            {versions.map(({ kind, version, firstDay }) => (
              <p key={version}>
                <a class="link" href={paths.legal(kind, String(version))}>
                  {w.version(version, firstDay)}
                </a>
              </p>
            ))}
          </section>
        )
        : null}
    </Layout>
  );
}
