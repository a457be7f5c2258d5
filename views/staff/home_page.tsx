import type { Child } from "hono/jsx";
import { paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { type OwnFacts, ownNeeds } from "./own_needs.ts";
import { placeName } from "./place_name.ts";
import { staffWords } from "./words.ts";

interface Props extends OwnFacts {
  readonly frame: Frame;
  readonly who: Who;
  /** What waits for whoever works here. */
  readonly work: Child;
  /** Something of the portal is not well, and they may see what. */
  readonly notWell?: boolean;
}

/** The desk's home: what needs them first, then what waits, then where to go. */
export function HomePage({ frame, who, notWell, work, ...own }: Props) {
  const w = staffWords(frame.lang);
  const needed = [
    ...(notWell ? [[w.notWell, paths.opsHealth()] as const] : []),
    ...ownNeeds(w, "ops", own),
  ];
  return (
    <DeskLayout
      frame={frame}
      desk="ops"
      who={who}
      section="home"
      title={placeName("home", frame.lang)}
    >
      <h1>{w.hello(who.name)}</h1>
      {needed.length === 0 ? null : (
        <section class="card stack">
          <h2>{w.needsYou}</h2>
          {needed.map(([text, href]) => (
            <Band key={text} mark="unclear">
              <a href={href}>{text}</a>
            </Band>
          ))}
        </section>
      )}
      {work}
      <section class="card">
        <ul class="ways">
          {permits(who.role, "staff:read")
            ? (
              <li>
                <a href={paths.staff("ops")}>{placeName("staff", frame.lang)}</a>
                <span class="quiet-text">{w.staffAbout}</span>
              </li>
            )
            : null}
          <li>
            <a href={paths.account("ops")}>{placeName("account", frame.lang)}</a>
            <span class="quiet-text">{w.accountAbout}</span>
          </li>
        </ul>
      </section>
    </DeskLayout>
  );
}
