import type { Guide } from "./library.ts";

/** A part of a guide as text. */
export interface Section {
  /** Anchor; empty for what stands before the first heading. */
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

const HEADING = /<h[2-4] id="([^"]*)">(.*?)<\/h[2-4]>/g;

/** The parts of a guide under its headings, as their words. */
export function sectionsOf({ title, html }: Pick<Guide, "title" | "html">): readonly Section[] {
  const headings = [...html.matchAll(HEADING)];
  const first = { id: "", heading: title, text: wordsOf(html.slice(0, headings[0]?.index)) };
  return [
    first,
    ...headings.map((match, n) => ({
      id: match[1] ?? "",
      heading: wordsOf(match[2] ?? ""),
      text: wordsOf(html.slice(match.index + match[0].length, headings[n + 1]?.index)),
    })),
  ];
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function wordsOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replace(
    /&(?:lt|gt|quot|#39|amp);/g,
    (entity) => entities[entity] ?? entity,
  ).replace(/\s+/g, " ").trim();
}
