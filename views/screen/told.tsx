import type { Child } from "hono/jsx";
import { Seal } from "../parts/seal.tsx";
import { hueOf, StateMark } from "../parts/state_mark.tsx";
import type { Lang, SealKind } from "../words.ts";
import { fitClass } from "./fit.ts";
import type { StatusCopy } from "./status_copy.ts";

interface Props {
  readonly copy: StatusCopy;
  readonly lang: Lang;
  readonly payee: string;
  /** Only on a fact that binds or was undone. */
  readonly seal?: SealKind | undefined;
  /** The state has just come: its seal may be stamped. */
  readonly arrived: boolean;
  /** Part of the heading, after the word. */
  readonly beside?: Child;
  /** Between the heading and the payee. */
  readonly sum?: Child;
  readonly caption?: string | undefined;
}

/** What happened, as a word legible from afar; once it binds, beside its seal. */
export function Told({ copy, lang, payee, seal, arrived, beside, sum, caption }: Props) {
  const { mark, word, rest } = copy;
  return (
    <>
      <div class="words">
        <h1 id="state">
          {mark
            ? (
              <span class={`sign ${hueOf[mark]}`}>
                <StateMark mark={mark} />
              </span>
            )
            : null}
          <span class={`word ${fitClass(word)}`}>{word}</span> {beside}
          {rest ? <span class="rest">{rest}</span> : null}
        </h1>
        {sum}
        <Payee name={payee} />
        {caption === undefined ? null : <p class="caption">{caption}</p>}
      </div>
      {seal
        ? (
          <div class="tile sealed-tile">
            <Seal kind={seal} lang={lang} arrived={arrived} />
          </div>
        )
        : null}
    </>
  );
}

export function Payee({ name }: { readonly name: string }) {
  return (
    <p class="payee">
      <bdi>{name}</bdi>
    </p>
  );
}
