import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type BlockFormError, blockWords } from "./block_words.ts";
import { ReasonField } from "./reason_field.tsx";
import { TargetFields, type TypedTarget } from "./target_fields.tsx";

interface Props {
  readonly lang: Lang;
  readonly formError?: BlockFormError | undefined;
  readonly typed?: TypedTarget & { readonly reason: string } | undefined;
}

/** Puts a phone, an ID number or a card on the list that somebody typed. */
export function BlockForm({ lang, formError, typed }: Props) {
  const w = blockWords(lang);
  const wrongValue = formError === "value_wrong";
  const wrongReason = formError === "reason_missing" || formError === "text_flawed";
  const field = wrongValue ? "value" : wrongReason ? "reason" : undefined;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={field} />
      <section class="card stack">
        <h1>{w.add}</h1>
        <p class="quiet-text">{w.help}</p>
        <form class="stack" method="post" action={paths.opsNewBlock()}>
          <TargetFields lang={lang} typed={typed} invalid={wrongValue} hint={w.valueHint} />
          <ReasonField
            label={w.reason}
            hint={w.reasonHint}
            value={typed?.reason}
            invalid={wrongReason}
          />
          <button class="button" type="submit">{w.add}</button>
        </form>
      </section>
    </>
  );
}
