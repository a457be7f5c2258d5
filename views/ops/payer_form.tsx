import type { PayerBehind } from "../../core/block/find_payer.ts";
import { paths } from "../../core/paths.ts";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type BlockFormError, blockWords } from "./block_words.ts";
import { Choices } from "./choices.tsx";
import { ReasonField } from "./reason_field.tsx";

interface Props {
  readonly lang: Lang;
  /** The record behind which somebody pays. */
  readonly subjectId: string;
  readonly payer: PayerBehind;
  readonly formError?: BlockFormError | undefined;
  readonly typed?: { readonly chosen: readonly string[]; readonly reason: string } | undefined;
}

/** Puts whoever pays behind a record on the list, as far as we know them: nothing has to be typed again. */
export function PayerForm({ lang, subjectId, payer, formError, typed }: Props) {
  const w = blockWords(lang);
  const { targets, listed } = payer;
  const wrongReason = formError === "reason_missing" || formError === "text_flawed";
  const field = formError === "nothing_chosen" ? "what" : wrongReason ? "reason" : undefined;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={field} />
      <section class="card stack">
        <h1>{w.block}</h1>
        <p class="mono small">{subjectId}</p>
        <p class="quiet-text">{w.payerHelp}</p>
        <form class="stack" method="post" action={paths.opsBlockPayer(subjectId)}>
          <Choices
            type="checkbox"
            name="what"
            legend={w.whom}
            choices={targets.map(({ kind, masked }) => ({
              value: kind,
              label: `${w.kinds[kind]} ${masked}`,
              help: listed.includes(kind) ? w.listed : undefined,
              // A card may be another person's; the person is what it is about.
              checked: listed.includes(kind) ||
                (typed ? typed.chosen.includes(kind) : kind !== "card"),
              disabled: listed.includes(kind),
            }))}
          />
          <ReasonField
            label={w.reason}
            hint={w.reasonHint}
            value={typed?.reason}
            invalid={wrongReason}
          />
          <div class="actions">
            <button class="button" type="submit">{w.block}</button>
          </div>
        </form>
      </section>
    </>
  );
}
