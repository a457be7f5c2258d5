import type { Child } from "hono/jsx";
import { fixed, fixedAround } from "./fixed.ts";
import type { Frame } from "./frame.ts";
import { htmlLang, type Lang } from "./words.ts";

/**
 * htmx's configuration: an error never replaces the page, only the content-policy extension may load, and history is
 * left to the browser.
 */
const htmxConfig = JSON.stringify({
  noSwap: [204, 304, "5xx"],
  extensions: "hx-csp",
  includeIndicatorCSS: false,
  history: false,
  defaultTimeout: 15_000,
});

const scripts = fixed((nonce, htmx: string, policy: string, live: string) => (
  <>
    <meta name="htmx-config" content={htmxConfig} />
    <script src={htmx} nonce={nonce} defer />
    <script src={policy} nonce={nonce} defer />
    <script src={live} nonce={nonce} defer />
  </>
));

interface Props {
  readonly frame: Frame;
  /** The whole text of the title. */
  readonly title: string;
  /** Script is optional; a plain document omits it. */
  readonly script?: boolean;
  readonly head?: Child;
  readonly children: Child;
}

/** The shell of every page: one style sheet, our own scripts with the nonce, nothing from elsewhere. */
export function Document({ frame, title, script, head: given, children }: Props) {
  const { lang, nonce, asset } = frame;
  const own = script === false
    ? null
    : scripts(nonce, asset("htmx.js"), asset("hx-csp.js"), asset("live.js"));
  return shell({ title, head: [own, given], children }, lang, asset("icon.svg"), asset("app.css"));
}

const shell = fixedAround(
  ["title", "head", "children"],
  ({ title, head, children }, lang: Lang, icon: string, style: string) => (
    <html lang={htmlLang[lang]}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#FAF8F3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#151412" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="stylesheet" href={style} />
        {head}
      </head>
      <body>{children}</body>
    </html>
  ),
);
