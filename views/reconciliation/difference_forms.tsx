import { leftOf, settlingWays } from "../../core/difference/difference.ts";
import { isCorrectable } from "../../core/difference/settle_difference.ts";
import { paths } from "../../core/paths.ts";
import { Choices } from "../ops/choices.tsx";
import { ReasonField } from "../ops/reason_field.tsx";
import { formatMoney } from "../parts/money.tsx";
import type { DifferenceProps } from "./difference_props.ts";
import { reconciliationWords } from "./words.ts";

/** How it is to be settled, for a second person to agree to. */
export function SettlingForm({ lang, difference, formError, typed }: DifferenceProps) {
  const w = reconciliationWords(lang);
  const { differenceId, finding } = difference;
  const left = formatMoney(leftOf(difference));
  const ways = settlingWays.filter((way) => way === "explained" || isCorrectable(difference));
  return (
    <form class="card stack" method="post" action={paths.opsDifferenceSettling(differenceId)}>
      <h2>{w.settle}</h2>
      <p class="quiet-text">{w.settleHelp}</p>
      <input type="hidden" name="finding" value={`${finding}`} />
      <Choices
        type="radio"
        name="way"
        legend={w.settledAs}
        choices={ways.map((way) => ({
          value: way,
          label: w.ways[way],
          help: way === "explained" ? w.wayHelp.explained : w.wayHelp.corrected(left),
          checked: typed?.way === way,
        }))}
      />
      <ReasonField
        label={w.why}
        hint={w.whyHint}
        value={typed?.why}
        invalid={typed !== undefined &&
          (formError === "why_missing" || formError === "text_flawed")}
      />
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}

export function CommentForm({ lang, difference, typedComment }: DifferenceProps) {
  const w = reconciliationWords(lang);
  return (
    <form
      class="card stack"
      method="post"
      action={paths.opsDifferenceComments(difference.differenceId)}
    >
      <div class="field">
        <label for="comment">{w.comment}</label>
        <textarea
          id="comment"
          name="comment"
          rows={3}
          maxlength={1000}
          required
          aria-describedby="comment-hint"
          {...(typedComment === undefined ? {} : { "aria-invalid": "true" })}
        >
          {typedComment ?? ""}
        </textarea>
        <p id="comment-hint" class="hint">{w.commentHint}</p>
      </div>
      <button class="button quiet" type="submit">{w.say}</button>
    </form>
  );
}
