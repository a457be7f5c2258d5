import { blockKinds } from "../../core/block/block.ts";
import type { Lang } from "../words.ts";
import { blockWords } from "./block_words.ts";
import { Choices } from "./choices.tsx";

/** A phone, ID number or card as it was typed. */
export interface TypedTarget {
  readonly kind: string;
  readonly value: string;
}

interface Props {
  readonly lang: Lang;
  readonly typed: TypedTarget | undefined;
  readonly invalid: boolean;
  readonly hint: string;
}

export function TargetFields({ lang, typed, invalid, hint }: Props) {
  const w = blockWords(lang);
  return (
    <>
      <Choices
        type="radio"
        name="kind"
        legend={w.kind}
        choices={blockKinds.map((kind) => ({
          value: kind,
          label: w.kinds[kind],
          help: w.kindHelp[kind],
          checked: kind === (typed?.kind ?? blockKinds[0]),
        }))}
      />
      <div class="field">
        <label for="value">{w.value}</label>
        <input
          id="value"
          name="value"
          class="mono"
          value={typed?.value ?? ""}
          maxlength={64}
          required
          autocomplete="off"
          spellcheck={false}
          aria-describedby="value-hint"
          {...(invalid ? { "aria-invalid": "true" } : {})}
        />
        <p id="value-hint" class="hint">{hint}</p>
      </div>
    </>
  );
}
