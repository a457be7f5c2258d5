import { Fragment } from "hono/jsx";
import type { Child } from "hono/jsx";
import { breakable } from "./breakable.tsx";

// As `formatTime` writes them; splitting by a group keeps the times, at odd positions.
const MOMENT = /(\d{4}-\d\d-\d\d \d\d:\d\d|\d\d? [A-Z][a-z]{2} \d{4}, \d\d:\d\d \(UTC\+8\))/;

/** `text` with its times kept whole: a browser would break a line within a date. */
export function withMoments(text: string): Child {
  return text.split(MOMENT).map((part, place) =>
    place % 2 === 1
      ? <span key={place} class="whole">{part}</span>
      : <Fragment key={String(place)}>{breakable(part)}</Fragment>
  );
}
