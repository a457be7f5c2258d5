import { type CommonReason, commonReasons } from "../../core/channel/failure_reason.ts";
import type { SandboxWords } from "./words.ts";

/** Reasons a payer or a bank can give; the other two are the channel's own. */
export const payerReasons: readonly CommonReason[] = commonReasons.filter((reason) =>
  reason !== "refused_by_channel" && reason !== "unknown_at_channel"
);

/** Decides without a card: every button is the same form with a different `action`. */
export function OutcomeButtons({ w }: { readonly w: SandboxWords }) {
  return (
    <fieldset class="stack" aria-labelledby="outcomes">
      <h2 id="outcomes">{w.outcomes}</h2>
      <div class="field">
        <label for="reason">{w.declineWhy}</label>
        <select id="reason" name="reason">
          {payerReasons.map((reason) => (
            <option key={reason} value={reason}>{w.reasons[reason]}</option>
          ))}
        </select>
      </div>
      <div class="actions">
        <Outcome action="decline" text={w.decline} />
        <Outcome action="no_answer" text={w.noAnswer} />
        <Outcome action="late" text={w.payLate} />
      </div>
    </fieldset>
  );
}

function Outcome({ action, text }: { readonly action: string; readonly text: string }) {
  return (
    <button class="button quiet" type="submit" name="action" value={action} formnovalidate>
      {text}
    </button>
  );
}
