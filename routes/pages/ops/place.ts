import type { Place } from "../../../core/desk/queue.ts";
import { instant } from "../../../core/time.ts";

const PLACE = /^(\d{1,15})\.([\w:.-]{1,64})$/;

/** Where the next page of a queue starts, as `paths.opsQueue` writes it; anything else is the first page. */
export function placeIn(given: string | undefined): Place | undefined {
  const [, at, id] = PLACE.exec(given ?? "") ?? [];
  return at === undefined || id === undefined ? undefined : { at: instant(Number(at)), id };
}
