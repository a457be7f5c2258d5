import { type Lang, words } from "../words.ts";

interface Props {
  readonly lang: Lang;
  /** Of the page to go on with, absolute. */
  readonly url: string;
  /** A picture of its code. It is fetched only when somebody opens this. */
  readonly codeSrc: string;
}

const SIDE_PX = 246;

/** A way to go on elsewhere, folded: the page's own address as a code to scan and as text to copy. */
export function OtherDevice({ lang, url, codeSrc }: Props) {
  const w = words(lang);
  return (
    <details class="elsewhere">
      <summary>{w.elsewhere}</summary>
      <p class="small">{w.elsewhereHelp}</p>
      <img
        class="code"
        src={codeSrc}
        alt={w.elsewhereCode}
        width={SIDE_PX}
        height={SIDE_PX}
        loading="lazy"
      />
      <p class="mono small">{url}</p>
    </details>
  );
}
