import type { Frame } from "../../frame.ts";
import { Band } from "../../parts/band.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { keyWords } from "./key_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** What is shown of it. */
  readonly name: string;
  readonly help: string;
  /** Where it is done, and where not. */
  readonly action: string;
  readonly back: string;
  /** No other is left to sign with. */
  readonly isLast?: boolean;
}

/** Asks once before a key ends for good. */
export function RevocationPage({ frame, who, name, help, action, back, isLast }: Props) {
  const w = keyWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="keys" title={w.revokeTitle}>
      <section class="card stack narrow-card">
        <h1>{w.revokeTitle}</h1>
        <p class="mono">{name}</p>
        <p>{help}</p>
        {isLast ? <Band mark="unclear">{w.revokeLast}</Band> : null}
        <form class="actions" method="post" action={action}>
          <button class="button" type="submit">{w.revoke}</button>
          <a class="button quiet" href={back}>{w.keep}</a>
        </form>
      </section>
    </DeskLayout>
  );
}
