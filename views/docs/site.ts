import { paths } from "../../core/paths.ts";
import type { Language } from "../snippets/snippet.ts";
import type { Lang } from "../words.ts";
import { docsWords } from "./docs_words.ts";
import { guideNames, guideOf, type Library } from "./library.ts";

/** One page of /docs. */
export interface Place {
  readonly path: string;
  readonly title: string;
}

export interface Shelf {
  readonly name: string;
  readonly places: readonly Place[];
}

/** Every page there is, in reading order. */
export interface Site {
  readonly shelves: readonly Shelf[];
}

export interface Resource {
  /** As in its URL. */
  readonly name: string;
  readonly title: string;
}

export function siteOf(
  library: Library,
  resources: readonly Resource[],
  lang: Lang,
): Site {
  const say = docsWords(lang);
  const guides = guideNames.flatMap((name): readonly Place[] => {
    const found = guideOf(library, name, lang);
    if (!found) return [];
    const title = found.lang === lang ? found.title : say.guideTitles[name];
    return [{ path: paths.docsGuide(name), title }];
  });
  return {
    shelves: [
      {
        name: say.begin,
        places: [
          { path: paths.docs(), title: say.firstPayment },
          { path: paths.docsSigned(), title: say.signedRequests },
        ],
      },
      { name: say.guides, places: guides },
      {
        name: say.reference,
        places: [
          ...resources.map(({ name, title }) => ({ path: paths.docsResource(name), title })),
          { path: paths.docsEvents(), title: say.eventTypes },
          { path: paths.docsErrors(), title: say.problems },
        ],
      },
    ],
  };
}

/** The same page with its examples in this language; curl needs no saying. */
export function inLanguage(path: string, language: Language): string {
  if (language === "curl") return path;
  const [whole = "", anchor] = path.split("#");
  const joined = `${whole}${whole.includes("?") ? "&" : "?"}in=${language}`;
  return anchor === undefined ? joined : `${joined}#${anchor}`;
}
