import { paths } from "../../core/paths.ts";
import type { BusinessDay } from "../../core/time.ts";
import { ReasonField } from "../ops/reason_field.tsx";
import { dayOf } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly merchantNo: string;
  readonly day: BusinessDay;
  readonly formError?: ReconciliationError | undefined;
  readonly typed?: string | undefined;
}

/** Says that the channel cleared nothing of a number on a day. */
export function QuietDayForm({ lang, merchantNo, day, formError, typed }: Props) {
  const w = reconciliationWords(lang);
  return (
    <>
      <Problem text={formError && w.errors[formError]} field="reason" />
      <form class="card stack" method="post" action={paths.opsQuietDay(merchantNo, day)}>
        <h1>{w.declare}</h1>
        <p>
          <span class="mono">{merchantNo}</span> · {dayOf(day, lang)}
        </p>
        <p class="quiet-text">{w.declareHelp}</p>
        <ReasonField
          label={w.declareWhy}
          hint={w.whyHint}
          value={typed}
          invalid={formError !== undefined}
        />
        <button class="button" type="submit">{w.declare}</button>
      </form>
    </>
  );
}
