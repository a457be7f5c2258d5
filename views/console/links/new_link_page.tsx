import { dailyCaps, STATIC_TIER } from "../../../core/method/verification.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { formatMoney } from "../../parts/money.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { consoleWords } from "../words.ts";
import { linkWords } from "./link_words.ts";

export type NewLinkProblem = "subject" | "amount" | "product" | "halted";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  /** Made once for this form, so that submitting it twice makes one link. */
  readonly linkId: string;
  readonly typed: { readonly subject: string; readonly amount: string };
  readonly problem: NewLinkProblem | undefined;
}

/** A new payment link: what for, and how much if that is fixed. */
export function NewLinkPage({ frame, who, linkId, typed, problem }: Props) {
  const { lang } = frame;
  const w = linkWords(lang);
  const cap = formatMoney(dailyCaps[STATIC_TIER]);
  const field = problem === "subject" || problem === "amount" ? problem : undefined;
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="links" title={w.newTitle}>
      <Problem
        text={problem && (problem === "amount" ? w.problems.amount(cap) : w.problems[problem])}
        field={field}
      />
      <section class="card stack narrow-card">
        <h1>{w.newTitle}</h1>
        <form class="stack" method="post" action={paths.consoleNewLink()}>
          <input type="hidden" name="link_id" value={linkId} />
          <div class="field">
            <label for="subject">{w.subject}</label>
            <input
              id="subject"
              name="subject"
              value={typed.subject}
              maxlength={128}
              required
              autocomplete="off"
              aria-describedby="subject-hint"
              {...(field === "subject" ? { "aria-invalid": "true" } : {})}
            />
            <p id="subject-hint" class="hint">{w.subjectHint}</p>
          </div>
          <div class="field">
            <label for="amount">{w.amount}</label>
            <input
              id="amount"
              name="amount"
              value={typed.amount}
              maxlength={16}
              inputmode="decimal"
              autocomplete="off"
              aria-describedby="amount-hint"
              {...(field === "amount" ? { "aria-invalid": "true" } : {})}
            />
            <p id="amount-hint" class="hint">{w.amountHint(cap)}</p>
          </div>
          <div class="actions">
            <button class="button" type="submit">{w.create}</button>
            <a class="button quiet" href={paths.consoleList("links")}>
              {consoleWords(lang).cancel}
            </a>
          </div>
        </form>
      </section>
    </DeskLayout>
  );
}
