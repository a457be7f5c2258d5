import { raw } from "hono/html";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import type { Language } from "../snippets/snippet.ts";
import { htmlLang } from "../words.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import type { Guide } from "./library.ts";
import { sectionsOf } from "./sections.ts";
import type { Site } from "./site.ts";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly guide: Guide;
}

/** One of our documents. A page in another language than the reader's says so. */
export function GuidePage({ frame, site, language, guide }: Props) {
  const say = docsWords(frame.lang);
  const foreign = guide.lang !== frame.lang;
  const parts = sectionsOf(guide).filter(({ id }) => id !== "").map(({ id, heading }) => ({
    id,
    title: heading,
  }));
  return (
    <DocsLayout
      frame={frame}
      site={site}
      language={language}
      path={paths.docsGuide(guide.name)}
      title={guide.title}
      parts={parts}
    >
      {foreign ? <p class="band ochre">{say.englishOnly}</p> : null}
      <article class="guide" {...(foreign ? { lang: htmlLang[guide.lang] } : {})}>
        <h1>{guide.title}</h1>
        {raw(guide.html)}
      </article>
    </DocsLayout>
  );
}
