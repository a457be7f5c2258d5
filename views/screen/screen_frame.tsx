import type { Child } from "hono/jsx";
import type { Mode } from "../../core/merchant/merchant.ts";
import { Document } from "../document.tsx";
import type { Frame } from "../frame.ts";
import { fullTitle } from "../layout.tsx";
import { RenewHead } from "../parts/notices.tsx";
import { words } from "../words.ts";
import { RENEW_SECONDS } from "./shown.ts";

interface Props {
  readonly frame: Frame;
  readonly title: string;
  readonly mode: Mode;
  /** Where the page reloads itself without script; absent when nothing changes any more. */
  readonly renews: string | undefined;
  /** A till may sound when it is paid. */
  readonly till?: boolean;
  readonly children: Child;
}

/** A page for a screen on a counter: it fills the whole screen. */
export function ScreenFrame({ frame, title, mode, renews, till, children }: Props) {
  const { lang, nonce, asset } = frame;
  return (
    <Document
      frame={frame}
      title={fullTitle(lang, mode, title)}
      head={
        <>
          <link rel="stylesheet" href={asset("screen.css")} />
          <script type="module" src={asset("screen.js")} nonce={nonce} />
          {till ? <script type="module" src={asset("till.js")} nonce={nonce} /> : null}
          {renews === undefined ? null : <RenewHead here={renews} seconds={RENEW_SECONDS} />}
        </>
      }
    >
      {mode === "test" ? <p class="strip">{words(lang).test}</p> : null}
      {children}
      <p id="status" class="sr" role="status"></p>
    </Document>
  );
}
