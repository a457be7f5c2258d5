import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Frame } from "../frame.ts";
import { Band } from "../parts/band.tsx";
import { QrCode } from "../parts/qr_code.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { words } from "../words.ts";
import { Ask } from "./ask.tsx";
import { backLink } from "./links.ts";
import type { Place } from "./place.ts";
import { Summary } from "./summary.tsx";
import { Terms } from "./terms.tsx";
import { type SignFormError, signWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly view: SigningView;
  readonly place: Place;
  readonly formError: SignFormError | undefined;
}

/**
 * Outside the app: everything can be read and nothing signed. A phone is led into the app, a desktop shows the code.
 */
export function Outside({ frame, view, place, formError }: Props) {
  const { lang } = frame;
  const s = signWords(lang);
  const code = <Code view={view} place={place} lang={lang} />;
  const open = place.appUrl;
  const back = backLink(view);
  return (
    <div class="card stack">
      <Summary view={view} formError={formError} lang={lang} />
      <Ask view={view} lang={lang} />
      <Band mark="wrongapp">
        <p>{words(lang).outside}</p>
      </Band>
      {place.phone && open ? <a class="button" href={open}>{s.openInApp}</a> : code}
      {place.phone || !open ? null : (
        <p class="centred">
          <a class="link" href={open}>{s.openInApp}</a>
        </p>
      )}
      <p class="small quiet-text">
        {withMoments(s.signBy(formatTime(view.signing.expiresAt, lang)))}
      </p>
      <h2>{s.termsHeading}</h2>
      <Terms view={view} lang={lang} />
      {place.phone && open ? code : null}
      {back ? <a class="link" href={back}>{words(lang).backTo(view.merchant.name)}</a> : null}
    </div>
  );
}

interface CodeProps {
  readonly view: SigningView;
  readonly place: Place;
  readonly lang: Frame["lang"];
}

function Code({ view, place, lang }: CodeProps) {
  const s = signWords(lang);
  return (
    <figure class="scan">
      <QrCode content={place.signUrl} alt={s.codeAlt(view.merchant.name)} />
      <figcaption class="small quiet-text">{s.scanHint}</figcaption>
    </figure>
  );
}
