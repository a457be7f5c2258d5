import { Fragment } from "hono/jsx";
import type { Child } from "hono/jsx";
import { piecesOf } from "./pieces.ts";

// Shorter ones have room on any line, where the style keeps them whole.
const LONG_CHARS = 9;
const LONG = /\p{Script=Han}{9}/u;

/** `text` where the style keeps Chinese together: a run too long for a line may be broken between its words. */
export function breakable(text: string): Child {
  if (text.length < LONG_CHARS || !LONG.test(text)) return text;
  return piecesOf(text).map((piece, place) => (
    <Fragment key={String(place)}>{place === 0 ? null : <wbr />}{piece}</Fragment>
  ));
}
