import { flawOfParagraphs } from "../../../core/text/display_text.ts";

/** What a member of staff typed, trimmed; undefined when we could not keep it. */
export function readText(typed: string | null, max: number): string | undefined {
  const text = (typed ?? "").trim();
  return text.length <= max && flawOfParagraphs(text) === undefined ? text : undefined;
}
