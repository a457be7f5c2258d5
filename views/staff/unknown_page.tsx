import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
}

/** Nothing of theirs is at this address. */
export function UnknownPage({ frame, desk, who }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} title={w.unknown}>
      <section class="card stack narrow-card">
        <h1>{w.unknown}</h1>
        <p>{w.unknownHelp}</p>
        <a class="link" href={paths.desk(desk)}>{w.toHome}</a>
      </section>
    </DeskLayout>
  );
}
