import type { TextVersion } from "../../core/consent/consent.ts";
import { paths } from "../../core/paths.ts";
import { withMoments } from "../parts/moments.tsx";
import { dayOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { consentWords } from "./consent_words.ts";

interface Props {
  readonly texts: readonly TextVersion[];
  readonly lang: Lang;
}

/** The texts in force that this person has not agreed to; nothing else waits for it. */
export function ConsentCard({ texts, lang }: Props) {
  const w = consentWords(lang);
  if (texts.length === 0) return null;
  return (
    <form class="card stack" method="post" action={paths.walletConsent()}>
      <h2>{w.title}</h2>
      {texts.map(({ kind, version, firstDay }) => (
        <p key={kind}>
          <a class="link" href={paths.legal(kind, `${version}`)}>{w.names[kind]}</a>
          {withMoments(w.version(version, dayOf(firstDay, lang)))}
          <input type="hidden" name={kind} value={version} />
        </p>
      ))}
      <button class="button quiet" type="submit">{w.agree}</button>
      <p class="hint">{w.free}</p>
    </form>
  );
}
