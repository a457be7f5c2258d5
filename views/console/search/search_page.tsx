import type { OwnNumberFound } from "../../../core/console/find_own_number.ts";
import type { Frame } from "../../frame.ts";
import { opsWords } from "../../ops/words.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { consoleWords } from "../words.ts";
import { pageOf } from "./page_of.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly result: OwnNumberFound;
}

/** What has the number that was asked for, and as what it was read. */
export function SearchPage({ frame, who, result: { text, kind, found } }: Props) {
  const w = opsWords(frame.lang);
  const title = consoleWords(frame.lang).search;
  return (
    <DeskLayout frame={frame} desk="console" who={who} title={title} searched={text}>
      <h1>{title}</h1>
      <section class="card stack">
        {text === ""
          ? <p class="quiet-text">{consoleWords(frame.lang).searchHelp}</p>
          : (
            <p class="quiet-text">
              <bdi class="mono">{text}</bdi> · {w.readAs[kind]}
            </p>
          )}
        {text !== "" && found.length === 0 ? <p>{w.foundNothing}</p> : null}
        <ul class="rows">
          {found.map((each) => {
            const href = pageOf(each);
            return (
              <li key={`${each.kind} ${each.id}`}>
                <span>
                  {href === undefined
                    ? <span class="mono">{each.id}</span>
                    : <a class="link mono" href={href}>{each.id}</a>}
                </span>
                <span class="end">{w.kinds[each.kind]}</span>
              </li>
            );
          })}
        </ul>
      </section>
    </DeskLayout>
  );
}
