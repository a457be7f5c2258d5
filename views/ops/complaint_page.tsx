import type { Complaint } from "../../core/complaint/complaint.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import type { Lang } from "../words.ts";
import { type ComplaintFormError, complaintWords } from "./complaint_words.ts";

interface Props {
  readonly lang: Lang;
  readonly complaint: Complaint;
  /** What was said, and answered, once a look at it is on record. */
  readonly read?: { readonly text: string; readonly answer: string | undefined } | undefined;
  readonly mayAnswer: boolean;
  readonly formError?: ComplaintFormError | undefined;
  readonly typed?: string | undefined;
}

/** One complaint: what it is about, what was said for whoever looks, and how it is closed. */
export function ComplaintPage({ lang, complaint, read, mayAnswer, formError, typed }: Props) {
  const w = complaintWords(lang);
  const { complaintId, kind, state, merchantNo, about, receivedOn, recordedAt } = complaint;
  const merchant = <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>;
  const recorded = <Time at={recordedAt} lang={lang} />;
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={formError && "answer"} />
      <section class="card stack">
        <h1>{w.kinds[kind]}</h1>
        <Facts
          rows={[
            fact(w.state, w.states[state]),
            fact(w.merchant, merchant),
            fact(
              w.about,
              about && <a class="link mono" href={paths.opsRecord(about)}>{about}</a>,
            ),
            fact(w.receivedOn, receivedOn),
            fact(w.recordedAt, recorded),
            fact(
              w.answeredAt,
              complaint.state === "answered"
                ? <Time at={complaint.answeredAt} lang={lang} />
                : undefined,
            ),
            fact(
              w.columns.id,
              <a class="link mono" href={paths.opsRecord(complaintId)}>{complaintId}</a>,
            ),
          ]}
        />
      </section>
      {read
        ? (
          <section class="card stack">
            <h2>{w.said}</h2>
            <p class="full-text">{read.text}</p>
            {read.answer === undefined ? null : (
              <>
                <h2>{w.answer}</h2>
                <p class="full-text">{read.answer}</p>
              </>
            )}
          </section>
        )
        : (
          <form class="card stack" method="post" action={paths.opsComplaintText(complaintId)}>
            <p class="quiet-text">{w.readHelp}</p>
            <button class="button quiet" type="submit">{w.read}</button>
          </form>
        )}
      {mayAnswer && state === "open"
        ? (
          <form class="card stack" method="post" action={paths.opsComplaintAnswer(complaintId)}>
            <div class="field">
              <label for="answer">{w.answer}</label>
              <textarea
                id="answer"
                name="answer"
                rows={4}
                maxlength={2000}
                required
                aria-describedby="answer-hint"
                {...(formError === undefined ? {} : { "aria-invalid": "true" })}
              >
                {typed ?? ""}
              </textarea>
              <p id="answer-hint" class="hint">{w.answerHint}</p>
            </div>
            <button class="button" type="submit">{w.close}</button>
          </form>
        )
        : null}
    </>
  );
}
