import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly codes: readonly string[];
}

/** New recovery codes, this once. */
export function CodesPage({ frame, desk, codes }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} title={w.codesTitle}>
      <section class="card stack">
        <h1>{w.codesTitle}</h1>
        <p>{w.codesHelp}</p>
        <ol class="codes mono">{codes.map((code) => <li key={code}>{code}</li>)}</ol>
        <a class="button" href={paths.desk(desk)}>{w.codesKept}</a>
      </section>
    </DeskLayout>
  );
}
