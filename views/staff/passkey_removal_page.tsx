import { type Desk, paths } from "../../core/paths.ts";
import type { Passkey } from "../../core/staff/staff.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly passkey: Passkey;
}

/** The one question before a passkey is removed. */
export function PasskeyRemovalPage({ frame, desk, who, passkey }: Props) {
  const w = staffWords(frame.lang);
  const title = w.removePasskeyQuestion(passkey.name);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="account" title={title}>
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <p>{w.removePasskeyHelp}</p>
        <form
          class="actions"
          method="post"
          action={paths.accountPasskeyRemoval(desk, passkey.passkeyId)}
        >
          <button class="button" type="submit">{w.remove}</button>
          <a class="button quiet" href={paths.account(desk)}>{w.keep}</a>
        </form>
      </section>
    </DeskLayout>
  );
}
