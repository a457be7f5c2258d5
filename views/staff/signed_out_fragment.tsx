import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { staffWords } from "./words.ts";

/** In place of a part of a page whose reader is no longer signed in. */
export function SignedOutFragment({ frame, desk }: { readonly frame: Frame; readonly desk: Desk }) {
  const w = staffWords(frame.lang);
  return (
    <Band mark="expired">
      <p>{w.signedOut}</p>
      <a class="link" href={paths.signIn(desk)}>{w.signIn}</a>
    </Band>
  );
}
