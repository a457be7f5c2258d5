import { Problem } from "../staff/problem.tsx";
import { ReasonField } from "./reason_field.tsx";

interface Props {
  /** What is about to be done; the button says the same. */
  readonly title: string;
  readonly name: string;
  readonly number: string;
  readonly help: string;
  readonly action: string;
  /** How it will stand. */
  readonly state: string;
  readonly back: string;
  readonly problem: string | undefined;
  readonly typed: string | undefined;
  readonly words: {
    readonly reason: string;
    readonly reasonHint: string;
    readonly cancel: string;
  };
}

/** One dangerous act about one subject, with a reason that is kept. */
export function ReasonForm(
  { title, name, number, help, action, state, back, problem, typed, words }: Props,
) {
  return (
    <>
      <Problem text={problem} field="reason" />
      <section class="card stack">
        <h1>{title}</h1>
        <p>
          <bdi>{name}</bdi> <span class="mono">{number}</span>
        </p>
        <p class="quiet-text">{help}</p>
        <form class="stack" method="post" action={action}>
          <input type="hidden" name="state" value={state} />
          <ReasonField
            label={words.reason}
            hint={words.reasonHint}
            value={typed}
            invalid={problem !== undefined}
          />
          <div class="actions">
            <button class="button" type="submit">{title}</button>
            <a class="button quiet" href={back}>{words.cancel}</a>
          </div>
        </form>
      </section>
    </>
  );
}
