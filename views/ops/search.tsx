import type { NumberFound } from "../../core/desk/find_number.ts";
import type { SubjectEvent } from "../../core/desk/subject_event.ts";
import { paths } from "../../core/paths.ts";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { SearchBox } from "./search_box.tsx";
import { opsWords } from "./words.ts";

interface BoxProps {
  readonly lang: Lang;
  readonly text?: string;
}

/** For any number in hand. */
export function NumberBox({ lang, text = "" }: BoxProps) {
  const w = opsWords(lang);
  const { search: label, searchHint: hint, find: button } = w;
  return SearchBox({ action: paths.opsSearch(), label, hint, button, text });
}

/** What has the number, and as what it was read. */
export function SearchResult(
  { lang, result }: { readonly lang: Lang; readonly result: NumberFound },
) {
  const w = opsWords(lang);
  const { found, kind, subjectId, text } = result;
  if (text === "") return null;
  const others = found.filter((each) => each.id !== subjectId);
  return (
    <section class="card stack">
      <p class="quiet-text">{w.readAs[kind]}</p>
      {subjectId === undefined && others.length === 0 ? <p>{w.foundNothing}</p> : null}
      <ul class="rows">
        {subjectId === undefined ? null : (
          <li>
            <a class="link mono" href={paths.opsRecord(subjectId)}>{subjectId}</a>
          </li>
        )}
        {others.map(({ kind, id, merchantNo }) => (
          <li key={id}>
            <span>
              <a
                class="link mono"
                href={kind === "merchant" ? paths.opsMerchant(id) : paths.opsRecord(id)}
              >
                {id}
              </a>
              <span class="small quiet-text">{merchantNo}</span>
            </span>
            <span class="end">{w.kinds[kind]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RecordProps {
  readonly lang: Lang;
  readonly subjectId: string;
  /** Newest first. */
  readonly events: readonly SubjectEvent[];
  /** What can be done about it, or where it has a page of its own. */
  readonly ways?: readonly (readonly [href: string, text: string])[];
}

/** Everything that happened to one thing: what, when, by whom, and what was recorded. */
export function SubjectHistory({ lang, subjectId, events, ways = [] }: RecordProps) {
  const w = opsWords(lang);
  return (
    <section class="card stack">
      <h1 class="mono">{subjectId}</h1>
      {ways.length === 0 ? null : (
        <p class="head">
          {ways.map(([href, text]) => <a key={href} class="link" href={href}>{text}</a>)}
        </p>
      )}
      <h2>{w.history}</h2>
      <ul class="rows">
        {events.map(({ eventId, type, at, by, data }) => (
          <li key={eventId}>
            <span>
              <b class="mono">{type}</b>
              <span class="small quiet-text">
                <Time at={at} lang={lang} /> · {w.by(by)}
              </span>
            </span>
            <details>
              <summary class="mono small">{eventId}</summary>
              <pre>{JSON.stringify(data, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
