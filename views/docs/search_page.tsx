import type { Frame } from "../frame.ts";
import type { Language } from "../snippets/snippet.ts";
import { DocsLayout } from "./docs_layout.tsx";
import { docsWords } from "./docs_words.ts";
import { inLanguage, type Site } from "./site.ts";
import type { DocsWords } from "./words_zh.ts";

/** Something that a search can find. */
export interface Entry {
  readonly kind: keyof DocsWords["kinds"];
  readonly title: string;
  /** Where it belongs, e.g. the object of a field. */
  readonly of: string;
  readonly href: string;
  readonly text: string;
}

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  readonly language: Language;
  readonly query: string;
  readonly found: readonly Entry[];
  /** There are others. */
  readonly more: boolean;
}

const EXCERPT = 160;

/** What was found, best first. */
export function SearchPage({ frame, site, language, query, found, more }: Props) {
  const say = docsWords(frame.lang);
  const heading = query === ""
    ? say.searchWhat
    : found.length === 0
    ? say.nothingFound(query)
    : more
    ? say.foundMany(query, found.length)
    : say.found(query, found.length);
  return (
    <DocsLayout frame={frame} site={site} language={language} title={say.search} query={query}>
      <h1>{say.search}</h1>
      <p>{heading}</p>
      <ol class="results">
        {found.map(({ kind, title, of, href, text }) => (
          <li>
            <a href={inLanguage(href, language)}>{title}</a>{" "}
            <span class="meta">{say.kinds[kind]}{of === "" ? "" : ` · ${of}`}</span>
            {text === "" ? null : <p class="small">{excerpt(text, query)}</p>}
          </li>
        ))}
      </ol>
    </DocsLayout>
  );
}

/** The words around the first place that was found. */
function excerpt(text: string, query: string): string {
  const [first = ""] = query.toLowerCase().split(/\s+/);
  const at = Math.max(0, text.toLowerCase().indexOf(first) - EXCERPT / 3);
  const part = text.slice(at, at + EXCERPT).replaceAll("`", "");
  return `${at > 0 ? "…" : ""}${part}${at + EXCERPT < text.length ? "…" : ""}`;
}
