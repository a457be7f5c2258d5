import type { Child } from "hono/jsx";
import type { Mode } from "../core/merchant/merchant.ts";
import { paths } from "../core/paths.ts";
import { Document } from "./document.tsx";
import { fixed, fixedAround } from "./fixed.ts";
import type { Frame } from "./frame.ts";
import { tile } from "./parts/tile.tsx";
import { htmlLang, type Lang, words } from "./words.ts";

interface Props {
  readonly frame: Frame;
  /** What the page is about; test mode is added to it. */
  readonly title: string;
  /** `test` puts the strip on top, as does a portal without real money; pages without a merchant use `live`. */
  readonly mode: Mode;
  /** `narrow`: one column of 440 px. `pair`: two of them from 900 px on (`.columns` inside). `wide`: 960 px.
   * `column`: one of 560 px. */
  readonly width?: "narrow" | "column" | "pair" | "wide";
  readonly script?: boolean;
  readonly head?: Child;
  readonly children: Child;
}

/**
 * Every page: test strip, who runs the portal, language switch, the page's main part, how to reach who runs it, and one
 * silent status line. The line stands outside everything that polling swaps: a state is spoken once, by
 * filling `#status`, and a polled panel is never itself live.
 */
export function Layout({ frame, title, mode, width, script, head, children }: Props) {
  const { lang, embedded, institution } = frame;
  const column = width ?? "narrow";
  const shown = frame.sandboxOnly ? "test" : mode;
  return Document({
    frame,
    title: fullTitle(lang, shown, title),
    ...(script === undefined ? {} : { script }),
    head,
    children: body(
      {
        top: embedded ? null : top(frame.here, lang, institution, column),
        children,
        foot: embedded ? <RunBy frame={frame} /> : foot(frame, column),
      },
      lang,
      shown === "test",
      embedded ? `${column} embedded` : column,
    ),
  });
}

const body = fixedAround(
  ["top", "children", "foot"],
  ({ top, children, foot }, lang: Lang, test: boolean, main: string) => (
    <>
      {test ? <p class="strip">{words(lang).test}</p> : null}
      {top}
      <main class={main}>{children}</main>
      {foot}
      <p id="status" class="sr" role="status"></p>
    </>
  ),
);

/** `title` as the browser shows it: test mode is part of every title, also after a swap. */
export function fullTitle(lang: Lang, mode: Mode, title: string): string {
  return mode === "test" ? `${title} · ${words(lang).test}` : title;
}

const top = fixed((here, lang: Lang, institution: string, column: string) => (
  <header class={`top ${column}`}>
    <span class="brand">
      {tile}
      <bdi>{institution}</bdi>
    </span>
    <LanguageSwitch frame={{ lang, here }} />
  </header>
));

function foot({ lang, institution, imprint }: Frame, column: string) {
  const { licence = "", phone = "", termsUrl = "", privacyUrl = "" } = imprint;
  return footer("", lang, column, institution, licence, phone, termsUrl, privacyUrl);
}

/** Who runs the portal, by which licence, and how to reach them; what is not known is left out. */
const footer = fixed((
  _,
  lang: Lang,
  column: string,
  institution: string,
  licence: string,
  phone: string,
  terms: string,
  privacy: string,
) => {
  const w = words(lang).imprint;
  return (
    <footer class={`foot ${column} small quiet-text`}>
      <bdi>{institution}</bdi>
      {licence ? <span>{w.licence(licence)}</span> : null}
      {phone
        ? <a class="link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{w.service(phone)}</a>
        : null}
      {terms ? <a class="link" href={terms} rel="noopener">{w.terms}</a> : null}
      {privacy ? <a class="link" href={privacy}>{w.privacy}</a> : null}
    </footer>
  );
});

/** Inside a merchant's page no address shows whose page this is. */
function RunBy({ frame: { lang, institution } }: { readonly frame: Frame }) {
  return <footer class="meta centred">{words(lang).poweredBy(institution)}</footer>;
}

export function LanguageSwitch(
  { frame: { lang, here } }: { readonly frame: Pick<Frame, "lang" | "here"> },
) {
  const other: Lang = lang === "zh" ? "en" : "zh";
  const { otherLanguage } = words(lang);
  return (
    <form method="post" action={paths.language()}>
      <input type="hidden" name="lang" value={other} />
      <input type="hidden" name="back" value={here} />
      <button class="link" type="submit" lang={htmlLang[other]}>{otherLanguage}</button>
    </form>
  );
}
