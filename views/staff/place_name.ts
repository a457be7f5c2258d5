import type { Lang } from "../words.ts";
import { places, type Section } from "./places.ts";

/** What a place is called, in the navigation and at the top of its page. */
export function placeName(section: Section, lang: Lang): string {
  return places.find((each) => each.section === section)?.[lang] ?? "";
}
