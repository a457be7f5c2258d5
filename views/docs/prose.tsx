import type { Child } from "hono/jsx";

/** Text of the reference in the page's language: as translated, or in English and marked as that. */
export type Translate = (english: string) => string | undefined;

/** English where nothing is translated, which also is how English pages read. */
export const untranslated: Translate = () => undefined;

/** `text` by the reader's language; backticks mark code. */
export function prose(text: string, translate: Translate): Child {
  const own = translate(text);
  return own === undefined ? <span lang="en">{withCode(text)}</span> : withCode(own);
}

export function withCode(text: string): Child {
  return (
    <>{text.split("`").map((part, at) => at % 2 === 1 ? <code key={at}>{part}</code> : part)}</>
  );
}
