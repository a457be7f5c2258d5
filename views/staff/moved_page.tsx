import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { PlaceForm } from "./place_switch.tsx";
import { placeWords } from "./place_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly place: string;
  /** What the form was drawn for; undefined when it does not say. */
  readonly from: string | undefined;
}

/** The session works elsewhere by now, so a form of before was not taken. */
export function MovedPage({ frame, who, place, from }: Props) {
  const w = placeWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} title={w.movedTitle}>
      <section class="card stack narrow-card">
        <h1>{w.movedTitle}</h1>
        <Band mark="unclear">
          <p>{w.moved(from, place)}</p>
        </Band>
        {from === undefined
          ? null
          : <PlaceForm to={{ merchantNo: from }} text={w.goBack(from)} quiet="button quiet" />}
        <a class="link" href={paths.desk("console")}>{w.stay(place)}</a>
      </section>
    </DeskLayout>
  );
}
