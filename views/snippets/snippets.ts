import { curl } from "./curl.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { python } from "./python.ts";
import type { Language, Snippets } from "./snippet.ts";
import { typescript } from "./typescript.ts";

/** The same three things in every language: values in, text out. */
export const snippets: Readonly<Record<Language, Snippets>> = {
  curl,
  typescript,
  python,
  java,
  go,
};
