import { type Lang, words } from "../words.ts";
import { Band } from "./band.tsx";

/** The one gesture that helps in an app where 云闪付 cannot open. Copying needs script, so script reveals the button. */
export function WrongApp({ lang }: { readonly lang: Lang }) {
  const w = words(lang);
  return (
    <Band mark="wrongapp">
      <p>{w.wrongapp}</p>
      <button class="link" type="button" data-copy data-copied={w.copied} hidden>
        {w.copyLink}
      </button>
    </Band>
  );
}
