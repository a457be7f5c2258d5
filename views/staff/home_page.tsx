import type { Child } from "hono/jsx";
import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { permissionFor } from "../../core/proposal/proposal.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { actWords } from "./act_words.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { placeName } from "./places.ts";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly passkeys: number;
  readonly codesLeft: number;
  /** What waits for whoever works here. */
  readonly work?: Child;
  /** Something of the portal is not well, and they may see what. */
  readonly notWell?: boolean;
  /** How many proposals they could confirm. */
  readonly waiting: number;
}

/** What takes two people, and a merchant's own staff may propose. */
const own = [
  ["set_account", paths.proposeOwnAccount()],
  ["add_key", paths.proposeOwnKey()],
] as const;
/** Under so few, somebody who loses a device may soon be locked out. */
const CODES_FEW = 3;

/** What needs them first, then where to go. */
export function HomePage({ frame, desk, who, passkeys, codesLeft, notWell, waiting, work }: Props) {
  const w = staffWords(frame.lang);
  const a = actWords(frame.lang);
  const ways = desk === "console"
    ? own.filter(([kind]) => permits(who.role, permissionFor[kind]))
    : [];
  const needed = [
    ...(notWell ? [[w.notWell, paths.opsHealth()] as const] : []),
    ...(waiting > 0 ? [[w.waitForYou(waiting), paths.proposals(desk)] as const] : []),
    ...(passkeys === 0 ? [[w.noPasskey, paths.account(desk)] as const] : []),
    ...(passkeys === 1 ? [[w.onePasskey, paths.account(desk)] as const] : []),
    ...(codesLeft <= CODES_FEW ? [[w.fewCodes(codesLeft), paths.account(desk)] as const] : []),
  ];
  return (
    <DeskLayout
      frame={frame}
      desk={desk}
      who={who}
      section="home"
      title={placeName("home", frame.lang)}
    >
      <h1>{w.hello(who.name)}</h1>
      {needed.length > 0
        ? (
          <section class="card stack">
            <h2>{w.needsYou}</h2>
            {needed.map(([text, href]) => (
              <Band key={text} mark="unclear">
                <a href={href}>{text}</a>
              </Band>
            ))}
          </section>
        )
        : work
        ? null
        : <p class="quiet-text">{w.nothingNeedsYou}</p>}
      {work}
      <section class="card">
        <ul class="ways">
          {permits(who.role, "staff:read")
            ? (
              <li>
                <a href={paths.staff(desk)}>{placeName("staff", frame.lang)}</a>
                <span class="quiet-text">{w.staffAbout}</span>
              </li>
            )
            : null}
          {ways.map(([kind, href]) => (
            <li key={kind}>
              <a href={href}>{a.titles[kind]}</a>
              <span class="quiet-text">{a.whenNeeded[kind]}</span>
            </li>
          ))}
          <li>
            <a href={paths.account(desk)}>{placeName("account", frame.lang)}</a>
            <span class="quiet-text">{w.accountAbout}</span>
          </li>
        </ul>
      </section>
    </DeskLayout>
  );
}
