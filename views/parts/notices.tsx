import { fixed } from "../fixed.ts";
import type { Frame } from "../frame.ts";
import { type Lang, words } from "../words.ts";
import { Band } from "./band.tsx";

interface Props {
  readonly frame: Frame;
  /** Where the page can be reloaded. */
  readonly here: string;
}

/**
 * Shown by script over a page that is kept: the browser is offline, the portal can't be reached, or it answered with
 * a fault.
 */
export function Notices({ frame, here }: Props) {
  return notices(here, frame.lang);
}

const notices = fixed((here, lang: Lang) => {
  const w = words(lang);
  return (
    <>
      <div id="offline" class="notice" hidden>
        <Band mark="offline">
          <p>{w.offline}</p>
          <a class="link" href={here} data-ask>{w.tryAgain}</a>
        </Band>
      </div>
      <div id="unreachable" class="notice" hidden>
        <Band mark="offline">
          <p>{w.unreachable}</p>
          <a class="link" href={here} data-ask>{w.tryAgain}</a>
        </Band>
      </div>
      <div id="broken" class="notice" hidden>
        <Band mark="unclear">
          <p>{w.error}</p>
          <a class="link" href={here} data-ask>{w.checkResult}</a>
        </Band>
      </div>
    </>
  );
});

const RENEW_SECONDS = 10;

/** For the head: without script a waiting page reloads itself. */
export function RenewHead(
  { here, seconds = RENEW_SECONDS }: { readonly here: string; readonly seconds?: number },
) {
  return (
    <noscript>
      <meta http-equiv="refresh" content={`${seconds};url=${here}`} />
    </noscript>
  );
}

/** Says that the page refreshes, with a link that stops it. */
export function Renewal({ frame, here }: Props) {
  const w = words(frame.lang);
  const join = here.includes("?") ? "&" : "?";
  return (
    <noscript>
      <p class="small quiet-text">
        {w.renews} <a href={`${here}${join}stay=1`}>{w.stopRenewing}</a>
      </p>
    </noscript>
  );
}
