import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
}

/** Signed in, but not for this. */
export function ForbiddenPage({ frame, desk, who }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} title={w.forbidden}>
      <section class="card stack narrow-card">
        <h1>{w.forbidden}</h1>
        <p>{w.forbiddenHelp(w.roles[who.role])}</p>
        <a class="link" href={paths.desk(desk)}>{w.toHome}</a>
      </section>
    </DeskLayout>
  );
}
