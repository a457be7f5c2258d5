import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import type { Member } from "./staff_page.tsx";
import { staffWords } from "./words.ts";

interface Props extends Member {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
}

/** The one question before somebody is removed. */
export function RemovalPage({ frame, desk, who, staff, name }: Props) {
  const w = staffWords(frame.lang);
  const title = w.removeQuestion(name ?? w.nameless);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="staff" title={title}>
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>{w.removeHelp}</p>
        <form class="actions" method="post" action={paths.staffRemoval(desk, staff.staffId)}>
          <button class="button" type="submit">{w.remove}</button>
          <a class="button quiet" href={paths.staffMember(desk, staff.staffId)}>{w.keep}</a>
        </form>
      </section>
    </DeskLayout>
  );
}
