import type { Child } from "hono/jsx";
import type { StaffId } from "../../core/id.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { type Desk, paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import { Document } from "../document.tsx";
import type { AssetName, Frame } from "../frame.ts";
import { fullTitle, LanguageSwitch } from "../layout.tsx";
import { tile } from "../parts/tile.tsx";
import { consoleWords } from "../console/words.ts";
import { type Lang, words } from "../words.ts";
import { PlaceSwitch } from "./place_switch.tsx";
import { placeName } from "./place_name.ts";
import type { Section } from "./places.ts";
import { placesOf } from "./places_of.ts";
import { PasskeyScripts } from "./passkey_form.tsx";
import { staffWords } from "./words.ts";

/** Whoever is signed in, as every page of a desk shows them. */
export interface Who {
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: Role;
  /** Undefined for operators. */
  readonly merchant: Merchant | undefined;
  /** Their own number and its test number: one press away on every page. */
  readonly reach?: readonly Merchant[];
}

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  /** Undefined on the pages in front of the door. */
  readonly who?: Who | undefined;
  /** Which place of the navigation this page belongs to. */
  readonly section?: Section | undefined;
  readonly title: string;
  /** Loads what a passkey needs. */
  readonly passkey?: boolean;
  /** Something on it changes by itself. */
  readonly live?: boolean;
  /** What the search box was asked for. */
  readonly searched?: string | undefined;
  /** Script of this page alone. */
  readonly script?: AssetName;
  /** Loads what programs in several languages need. */
  readonly examples?: boolean;
  readonly children: Child;
}

/** Every page for staff: whose portal, which merchant, who is signed in, what there is, and the way out. */
export function DeskLayout(
  { frame, desk, who, section, title, passkey, live, searched, script, examples, children }: Props,
) {
  const { lang, asset, nonce } = frame;
  const w = staffWords(lang);
  const mode = who?.merchant?.mode ?? "live";
  return Document({
    frame,
    title: fullTitle(lang, mode, `${title} · ${w.desks[desk]}`),
    script: live ?? false,
    head: (
      <>
        <link rel="stylesheet" href={asset("staff.css")} />
        {examples ? <link rel="stylesheet" href={asset("docs.css")} /> : null}
        {passkey ? <PasskeyScripts frame={frame} /> : null}
        {script ? <script src={asset(script)} nonce={nonce} defer /> : null}
      </>
    ),
    children: (
      <>
        {mode === "test" ? <p class="strip">{words(lang).test}</p> : null}
        <Top frame={frame} desk={desk} who={who} section={section} searched={searched} />
        {who
          ? (
            <div class="desk-body">
              <Places desk={desk} who={who} section={section} lang={lang} />
              <main class="desk">{children}</main>
            </div>
          )
          : <main class="desk door">{children}</main>}
      </>
    ),
  });
}

type TopProps = Pick<Props, "frame" | "desk" | "who" | "section" | "searched">;

function Top({ frame, desk, who, section, searched }: TopProps) {
  const w = staffWords(frame.lang);
  return (
    <header class="desk-top">
      <div class="whose">
        <span class="brand">
          {tile}
          <bdi>{frame.institution}</bdi>
        </span>
        <b>
          <bdi>{who?.merchant?.name ?? w.desks[desk]}</bdi>
        </b>
        {who?.merchant
          ? (
            <span class="meta">
              <span class="mono">{who.merchant.merchantNo}</span>
            </span>
          )
          : null}
        {who?.merchant
          ? (
            <PlaceSwitch
              lang={frame.lang}
              role={who.role}
              reach={who.reach}
              merchant={who.merchant}
            />
          )
          : null}
      </div>
      <div class="here">
        {who
          ? (
            <p>
              <bdi>{who.name}</bdi> <span class="meta">{w.roles[who.role]}</span>
            </p>
          )
          : null}
        <LanguageSwitch frame={frame} />
        {who
          ? (
            <form method="post" action={paths.signOut(desk)}>
              <button class="link" type="submit">{w.signOut}</button>
            </form>
          )
          : null}
      </div>
      {who && desk === "console" ? <NumberBox lang={frame.lang} searched={searched ?? ""} /> : null}
      {who
        ? (
          <button class="button quiet menu" type="button" popovertarget="places">
            {section === undefined
              ? w.sections
              : `${w.sections} · ${placeName(section, frame.lang)}`}
          </button>
        )
        : null}
    </header>
  );
}

/** For any number in hand, on every page of a console. */
function NumberBox({ lang, searched }: { readonly lang: Lang; readonly searched: string }) {
  const { search } = consoleWords(lang);
  return (
    <form class="find" method="get" action={paths.consoleSearch()} role="search">
      <input
        name="q"
        type="search"
        value={searched}
        maxlength={64}
        required
        autocomplete="off"
        spellcheck={false}
        aria-label={search}
        placeholder={search}
      />
      <button class="button quiet" type="submit">{staffWords(lang).search}</button>
    </form>
  );
}

function Places(
  { desk, who, section, lang }: {
    readonly desk: Desk;
    readonly who: Who;
    readonly section: Section | undefined;
    readonly lang: Lang;
  },
) {
  return (
    <nav id="places" class="desk-nav" popover="auto" aria-label={staffWords(lang).sections}>
      {placesOf(desk, who.role, lang).map(({ name, places }) => (
        <>
          {name === "" ? null : <p class="meta">{name}</p>}
          <ul>
            {places.map((place) => (
              <li key={place.section}>
                <a
                  href={place.href}
                  {...(place.section === section ? { "aria-current": "page" } : {})}
                >
                  {place.name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  );
}
