import { type Desk, paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { formatTime } from "../parts/time.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly name: string;
  readonly url: string;
  readonly expiresAt: Instant;
  /** Where to go on; by default to the staff of this desk. */
  readonly back?: { readonly href: string; readonly text: string };
}

/** A new one-time link, this once. */
export function LinkPage({ frame, desk, who, name, url, expiresAt, back }: Props) {
  const w = staffWords(frame.lang);
  const { href, text } = back ?? { href: paths.staff(desk), text: w.backToStaff };
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="staff" title={w.linkTitle}>
      <section class="card stack">
        <h1>{w.linkTitle}</h1>
        <p>{w.linkHelp(name, formatTime(expiresAt, frame.lang))}</p>
        <p class="field">
          <label for="link">{w.link}</label>
          <input id="link" class="mono" readonly value={url} />
        </p>
        <a class="button quiet" href={href}>{text}</a>
      </section>
    </DeskLayout>
  );
}
