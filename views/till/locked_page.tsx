import { paths } from "../../core/paths.ts";
import { PIN_DIGITS } from "../../core/text/typed_pin.ts";
import type { Instant } from "../../core/time.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { formatTime } from "../parts/time.tsx";
import { words } from "../words.ts";
import { tillWords } from "./words.ts";

export type PinProblem =
  | { readonly code: "pin_malformed" }
  | { readonly code: "pin_wrong"; readonly left: number }
  | { readonly code: "too_many_requests"; readonly until: Instant };

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** The till's name. */
  readonly name: string;
  readonly hasPin: boolean;
  readonly problem?: PinProblem | undefined;
}

/** A till that is locked: one field for its PIN, and the way back to the code. */
export function LockedPage({ frame, mode, name, hasPin, problem }: Props) {
  const { lang } = frame;
  const w = tillWords(lang);
  const title = problem ? `${words(lang).errors} · ${w.unlockTitle}` : w.unlockTitle;
  return (
    <Layout frame={frame} title={title} mode={mode}>
      <div class="card stack">
        {problem
          ? (
            <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
              <a href="#pin">{textOf(problem, frame)}</a>
            </div>
          )
          : null}
        <h1 id="state" tabindex={-1}>{w.unlockTitle}</h1>
        {hasPin ? <PinForm frame={frame} name={name} problem={problem} /> : <p>{w.noPin}</p>}
        <p>
          <a class="link" href={paths.till()}>{w.toScreen}</a>
        </p>
      </div>
    </Layout>
  );
}

function PinForm({ frame, name, problem }: Pick<Props, "frame" | "name" | "problem">) {
  const w = tillWords(frame.lang);
  return (
    <>
      <p>{w.unlockHow(name)}</p>
      <form
        class="stack"
        method="post"
        action={paths.counterUnlock()}
        data-busy={words(frame.lang).submitting}
      >
        <div class="field">
          <label for="pin">{w.pin}</label>
          <input
            id="pin"
            name="pin"
            type="password"
            inputmode="numeric"
            required
            maxlength={PIN_DIGITS}
            autocomplete="off"
            {...(problem ? {} : { autofocus: true })}
            aria-describedby={problem ? "summary pin-hint" : "pin-hint"}
            aria-invalid={problem ? "true" : undefined}
          />
          <p id="pin-hint" class="hint">{w.pinHint}</p>
        </div>
        <button class="button" type="submit">{w.unlock}</button>
      </form>
    </>
  );
}

function textOf(problem: PinProblem, { lang }: Frame): string {
  const w = tillWords(lang);
  switch (problem.code) {
    case "pin_malformed":
      return w.pinMalformed;
    case "pin_wrong":
      return w.pinWrong(problem.left);
    case "too_many_requests":
      return w.pinTooMany(formatTime(problem.until, lang));
  }
}
