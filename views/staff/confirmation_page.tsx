import { type Desk, paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { PasskeyForm } from "./passkey_form.tsx";
import { Problem } from "./problem.tsx";
import { placeName } from "./place_name.ts";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly to: string;
  readonly problem: "passkey" | "no_script" | undefined;
  /** Without one they have to make one first. */
  readonly hasPasskey: boolean;
}

/** In front of what is dangerous: is it still you? */
export function ConfirmationPage({ frame, desk, who, to, problem, hasPasskey }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} title={w.confirmTitle} passkey={hasPasskey}>
      <Problem text={problem && w.signInProblems[problem]} />
      <section class="card stack narrow-card">
        <h1>{w.confirmTitle}</h1>
        <p>{hasPasskey ? w.confirmHelp : w.confirmWithout}</p>
        {hasPasskey
          ? (
            <PasskeyForm
              use="get"
              action={paths.confirmation(desk)}
              challenge={paths.confirmationChallenge(desk)}
              button={w.usePasskey}
              w={w}
            >
              <input type="hidden" name="to" value={to} />
            </PasskeyForm>
          )
          : (
            <a class="button quiet" href={paths.account(desk)}>
              {placeName("account", frame.lang)}
            </a>
          )}
      </section>
    </DeskLayout>
  );
}
