import type { Context } from "hono";
import { type Language, languages } from "../../../views/snippets/snippet.ts";

/** In which language examples are shown: as the tabs' links say, curl otherwise. */
export function exampleLanguage(c: Context): Language {
  const asked = c.req.query("in");
  return languages.find((each) => each === asked) ?? "curl";
}
