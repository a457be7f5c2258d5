import { childWords } from "../../views/console/children/child_words.ts";
import { ListPage } from "../../views/console/list_page.tsx";
import type { ListColumn } from "../../views/console/list_column.ts";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { type Look } from "./look.ts";
import { atConsole } from "./staff_people.ts";

interface Listed<T> {
  readonly section: Section;
  readonly title: string;
  readonly none: string;
  readonly options: Readonly<Record<string, string>>;
  readonly columns: readonly ListColumn<T>[];
  readonly add?: string;
}

/** A list with these rows, as its frame draws it. */
export function drawnList<T>(
  noun: string,
  rows: readonly T[],
  listed: (lang: Lang) => Listed<T>,
): Look {
  return (frame) => {
    const { section, title, none, options, columns, add } = listed(frame.lang);
    return ListPage<T>({
      frame,
      who: atConsole,
      section,
      path: `/console/${noun}`,
      controls: { state: { type: "choice", options: Object.keys(options) } },
      typed: {},
      words: {
        title,
        none,
        labels: { state: childWords(frame.lang).labels.state },
        options: { state: options },
      },
      columns,
      page: { rows, newer: undefined, older: undefined, reached: undefined },
      problem: undefined,
      hrefTo: (row) => `#${rows.indexOf(row)}`,
      mayExport: true,
      add: add === undefined ? undefined : { href: "#", text: add },
    });
  };
}
