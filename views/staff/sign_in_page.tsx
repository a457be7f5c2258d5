import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout } from "./desk.tsx";
import { PasskeyForm } from "./passkey_form.tsx";
import { Problem } from "./problem.tsx";
import { TextField } from "./text_field.tsx";
import { staffWords } from "./words.ts";

export type SignInProblem = "passkey" | "code" | "too_many" | "no_script";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  /** Where they wanted to go. */
  readonly to: string;
  readonly problem?: SignInProblem | undefined;
  /** As it was typed. */
  readonly mail?: string | undefined;
}

/** The door: a passkey, or without one a recovery code. */
export function SignInPage({ frame, desk, to, problem, mail }: Props) {
  const w = staffWords(frame.lang);
  const byCode = problem === "code" || problem === "no_script" || mail !== undefined;
  return (
    <DeskLayout frame={frame} desk={desk} title={w.signIn} passkey>
      <Problem
        text={problem && w.signInProblems[problem]}
        field={problem === "code" ? "code" : undefined}
      />
      <section class="card stack">
        <h1>{w.signInTo[desk]}</h1>
        <PasskeyForm
          use="get"
          action={paths.signIn(desk)}
          challenge={paths.signInChallenge(desk)}
          button={w.usePasskey}
          w={w}
        >
          <input type="hidden" name="to" value={to} />
        </PasskeyForm>
        <details open={byCode}>
          <summary>{w.lostPasskey}</summary>
          <form class="stack" method="post" action={paths.signInCode(desk)}>
            <p class="quiet-text">{w.codeHelp}</p>
            <TextField
              name="mail"
              type="email"
              label={w.mail}
              value={mail ?? ""}
              autocomplete="username"
            />
            <TextField name="code" label={w.recoveryCode} invalid={problem === "code"} mono />
            <button class="button quiet" type="submit">{w.useCode}</button>
            <p class="hint">{w.noCodeLeft[desk]}</p>
          </form>
        </details>
      </section>
    </DeskLayout>
  );
}
