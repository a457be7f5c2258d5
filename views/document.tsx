import type { Child } from "hono/jsx";
import type { Frame } from "./frame.ts";
import { htmlLang } from "./words.ts";

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
export function Document({ frame, title, script, head, children }: Props) {
  const { lang, nonce, asset } = frame;
  return (
    <html lang={htmlLang[lang]}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#FAF8F3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#151412" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href={asset("icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("app.css")} />
        {script === false ? null : (
          <>
            <meta name="htmx-config" content={htmxConfig} />
            <script src={asset("htmx.js")} nonce={nonce} defer />
            <script src={asset("hx-csp.js")} nonce={nonce} defer />
            <script src={asset("live.js")} nonce={nonce} defer />
          </>
        )}
        {head}
      </head>
      <body>{children}</body>
    </html>
  );
}
