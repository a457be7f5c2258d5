import { complaintKinds } from "../../core/complaint/complaint.ts";
import { paths } from "../../core/paths.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import type { Lang } from "../words.ts";
import { Choices } from "./choices.tsx";
import { type ComplaintFormError, complaintWords } from "./complaint_words.ts";

export interface TypedComplaint {
  readonly against: string;
  readonly kind: string;
  readonly text: string;
  readonly receivedOn: string;
}

interface Props {
  readonly lang: Lang;
  readonly today: BusinessDay;
  readonly typed: TypedComplaint;
  readonly formError?: ComplaintFormError | undefined;
}

const fields: Partial<Readonly<Record<ComplaintFormError, string>>> = {
  against_unknown: "against",
  kind_missing: "kind",
  text_missing: "text",
  text_flawed: "text",
  day_wrong: "received_on",
};

/** What support hears on the phone. */
export function ComplaintForm({ lang, today, typed, formError }: Props) {
  const w = complaintWords(lang);
  const wrong = formError && fields[formError];
  const invalid = (field: string) => wrong === field ? { "aria-invalid": "true" as const } : {};
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={wrong} />
      <section class="card stack">
        <h1>{w.record}</h1>
        <p class="quiet-text">{w.recordHelp}</p>
        <form class="stack" method="post" action={paths.opsNewComplaint()}>
          <TextField
            name="against"
            label={w.against}
            hint={w.againstHint}
            value={typed.against}
            invalid={wrong === "against"}
            mono
          />
          <Choices
            type="radio"
            name="kind"
            legend={w.kind}
            choices={complaintKinds.map((kind) => ({
              value: kind,
              label: w.kinds[kind],
              checked: kind === typed.kind,
            }))}
          />
          <div class="field">
            <label for="text">{w.text}</label>
            <textarea
              id="text"
              name="text"
              rows={6}
              maxlength={2000}
              required
              aria-describedby="text-hint"
              {...invalid("text")}
            >
              {typed.text}
            </textarea>
            <p id="text-hint" class="hint">{w.textHint}</p>
          </div>
          <div class="field">
            <label for="received_on">{w.receivedOn}</label>
            <input
              id="received_on"
              name="received_on"
              type="date"
              max={today}
              value={typed.receivedOn}
              required
              {...invalid("received_on")}
            />
          </div>
          <button class="button" type="submit">{w.record}</button>
        </form>
      </section>
    </>
  );
}
