import { paths } from "../../../core/paths.ts";
import { webhookTypes } from "../../../core/webhook/event_type.ts";
import { eventTexts } from "../../../views/docs/event_texts.ts";
import { fieldAnchor } from "../../../views/docs/fields.tsx";
import { guideNames, guideOf, type Library } from "../../../views/docs/library.ts";
import type { Translate } from "../../../views/docs/prose.tsx";
import type { Field, Reference } from "../../../views/docs/reference.ts";
import type { Entry } from "../../../views/docs/search_page.tsx";
import { sectionsOf } from "../../../views/docs/sections.ts";
import type { Lang } from "../../../views/words.ts";

interface Searched {
  readonly reference: Reference;
  readonly translate: Translate;
  readonly library: Library;
  readonly lang: Lang;
}

/** Read as well, though only the English of it may have the word. */
interface Indexed extends Entry {
  readonly also: string;
}

/** Everything that has each word of the query, the best first: what is called so, then what speaks of it. */
export function search(searched: Searched, query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return [];
  const ranked = entriesOf(searched).flatMap((entry) => {
    const ranks = words.map((word) => rankOf(entry, word));
    return ranks.includes(0) ? [] : [{ entry, rank: ranks.reduce((sum, rank) => sum + rank) }];
  });
  return ranked.toSorted((a, b) => b.rank - a.rank).map(({ entry: { also: _, ...entry } }) =>
    entry
  );
}

/** 0: the word is not in it. */
function rankOf({ kind, title, of, text, also }: Indexed, word: string): number {
  const name = title.toLowerCase();
  if (name === word) return kind === "field" ? 8 : 10;
  if (name.startsWith(word)) return kind === "field" ? 5 : 7;
  if (name.includes(word)) return kind === "field" ? 3 : 5;
  if (`${of} ${also}`.toLowerCase().includes(word)) return 2;
  return text.toLowerCase().includes(word) ? 1 : 0;
}

function entriesOf({ reference, translate, library, lang }: Searched): readonly Indexed[] {
  const own = (text: string) => translate(text) ?? text;
  const fieldsOf = (of: string, fields: readonly Field[], page: string) =>
    fields.map(({ name, description = "" }): Indexed => ({
      kind: "field",
      title: name,
      of,
      href: `${page}#${fieldAnchor(of, name)}`,
      text: own(description),
      also: description,
    }));

  const guides = guideNames.flatMap((name) => {
    const guide = guideOf(library, name, lang);
    if (!guide) return [];
    return sectionsOf(guide).map(({ id, heading, text }): Indexed => ({
      kind: "guide",
      title: heading,
      of: id === "" ? "" : guide.title,
      href: paths.docsGuide(name) + (id === "" ? "" : `#${id}`),
      text,
      also: name,
    }));
  });
  const resources = reference.resources.flatMap(({ name, title, operations, objects }) => {
    const page = paths.docsResource(name);
    return [
      ...operations.flatMap(({ id, method, path, summary, description = "", body, query }) => [
        {
          kind: "operation",
          title: own(summary),
          of: `${method} ${path}`,
          href: `${page}#${id}`,
          text: own(description),
          also: `${id} ${title} ${summary}`,
        } satisfies Indexed,
        ...fieldsOf(id, [...query, ...body], page).map((each) => ({
          ...each,
          of: `${method} ${path}`,
        })),
      ]),
      ...objects.flatMap(({ name, fields }) => [
        {
          kind: "object",
          title: name,
          of: "",
          href: `${page}#${name}`,
          text: fields.map((field) => field.name).join(", "),
          also: "",
        } satisfies Indexed,
        ...fieldsOf(name, fields, page),
      ]),
    ];
  });
  const problems = reference.problems.map(({ code, status, title, detail }): Indexed => ({
    kind: "problem",
    title: code,
    of: `HTTP ${status}`,
    href: `${paths.docsErrors()}#${code}`,
    text: [title, detail].join(lang === "zh" ? "。" : ". "),
    also: "",
  }));
  const events = webhookTypes.map((type): Indexed => ({
    kind: "event",
    title: type,
    of: "",
    href: `${paths.docsEvents()}#${type}`,
    text: eventTexts[type][lang],
    also: eventTexts[type].en,
  }));
  return [...resources, ...events, ...problems, ...guides];
}
