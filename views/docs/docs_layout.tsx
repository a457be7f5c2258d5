import type { Child } from "hono/jsx";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import type { Language } from "../snippets/snippet.ts";
import { docsWords } from "./docs_words.ts";
import { inLanguage, type Place, type Site } from "./site.ts";

interface Props {
  readonly frame: Frame;
  readonly site: Site;
  /** Of examples. */
  readonly language: Language;
  /** Which page of the site this is; the search is none. */
  readonly path?: string;
  readonly title: string;
  /** What the page's own parts are, for the side list. */
  readonly parts?: readonly Part[];
  /** What was searched for. */
  readonly query?: string;
  readonly children: Child;
}

/** A part of a page and its anchor. */
export interface Part {
  readonly id: string;
  readonly title: string;
}

/** Every page of the documentation: search and a list of all pages at its side, the next page at its end. */
export function DocsLayout(props: Props) {
  const { frame, site, path, title, query, language, children } = props;
  const say = docsWords(frame.lang);
  return (
    <Layout
      frame={frame}
      title={path === paths.docs() ? title : `${title} · ${say.title}`}
      mode="live"
      width="wide"
      script={false}
      head={<link rel="stylesheet" href={frame.asset("docs.css")} />}
    >
      <div class="docs">
        <div class="aside">
          <form action={paths.docsSearch()} role="search" class="search">
            <label class="sr" for="q">{say.search}</label>
            <input id="q" type="search" name="q" value={query} placeholder={say.searchFor} />
            {language === "curl" ? null : <input type="hidden" name="in" value={language} />}
            <button class="button quiet" type="submit">{say.search}</button>
          </form>
          <details class="folded">
            <summary>{say.contents}</summary>
            <SideList {...props} />
          </details>
          <div class="beside">
            <SideList {...props} />
          </div>
        </div>
        <div class="page">
          {children}
          {path === undefined
            ? null
            : <Onward frame={frame} site={site} path={path} language={language} />}
        </div>
      </div>
    </Layout>
  );
}

function SideList({ frame, site, path, parts = [], language }: Props) {
  const say = docsWords(frame.lang);
  return (
    <nav aria-label={say.contents}>
      {site.shelves.map(({ name, places }, at) => (
        // What is not being read is folded, so that the place of this page is in sight.
        <details open={at === 0 || isHere(places, path)}>
          <summary class="shelf">{name}</summary>
          <ul>
            {places.map((place) => (
              <li>
                <a
                  href={inLanguage(place.path, language)}
                  {...(place.path === path ? { "aria-current": "page" } : {})}
                >
                  {place.title}
                </a>
                {place.path === path && parts.length > 0
                  ? (
                    <ul>
                      {parts.map(({ id, title }) => (
                        <li>
                          <a href={`#${id}`}>{title}</a>
                        </li>
                      ))}
                    </ul>
                  )
                  : null}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

/** Everything is open where nothing is read yet. */
function isHere(places: readonly Place[], path: string | undefined): boolean {
  return path === undefined || path === paths.docs() || places.some((each) => each.path === path);
}

function Onward(
  { frame, site, path, language }: Pick<Props, "frame" | "site" | "language"> & {
    readonly path: string;
  },
) {
  const say = docsWords(frame.lang);
  const all = site.shelves.flatMap(({ places }) => places);
  const at = all.findIndex((each) => each.path === path);
  const link = (place: Place, rel: "prev" | "next") => (
    <a rel={rel} href={inLanguage(place.path, language)}>
      <span class="meta">{rel === "prev" ? say.previous : say.next}</span>
      {place.title}
    </a>
  );
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    <p class="onward">
      {before ? link(before, "prev") : <span></span>}
      {after ? link(after, "next") : null}
    </p>
  );
}
