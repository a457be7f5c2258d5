import { type Lang, words } from "../words.ts";

interface Props {
  readonly lang: Lang;
  /** URL of the page to continue on, absolute. */
  readonly url: string;
  /** Image of its code, fetched only when this is opened. */
  readonly codeSrc: string;
}

const SIDE_PX = 246;

interface CodeProps {
  /** Image of the page's own code. */
  readonly src: string;
  readonly alt: string;
}

/** The page itself as a code, for a phone to take over: loaded only where it is seen. */
export function PageCode({ src, alt }: CodeProps) {
  return <img class="code" src={src} alt={alt} width={SIDE_PX} height={SIDE_PX} loading="lazy" />;
}

/** A way to continue elsewhere, folded: the page's own URL as a code to scan and as text to copy. */
export function OtherDevice({ lang, url, codeSrc }: Props) {
  const w = words(lang);
  return (
    <details class="elsewhere">
      <summary>{w.elsewhere}</summary>
      <p class="small">{w.elsewhereHelp}</p>
      <PageCode src={codeSrc} alt={w.elsewhereCode} />
      <p class="mono small">{url}</p>
    </details>
  );
}
