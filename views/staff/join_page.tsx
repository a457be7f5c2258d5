import type { Merchant } from "../../core/merchant/merchant.ts";
import { type Desk, paths } from "../../core/paths.ts";
import type { Role } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout } from "./desk.tsx";
import { PasskeyForm } from "./passkey_form.tsx";
import { Problem } from "./problem.tsx";
import { TextField } from "./text_field.tsx";
import { staffWords } from "./words.ts";

export type JoinProblem =
  | "name"
  | "mail"
  | "passkey_name"
  | "passkey"
  | "already_there"
  | "no_script";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly token: string;
  readonly role: Role;
  readonly merchant: Merchant | undefined;
  /** What the invitation says; otherwise they say it themselves. */
  readonly mail: string | undefined;
  readonly typed: { readonly name: string; readonly mail: string; readonly passkeyName: string };
  readonly problem: JoinProblem | undefined;
}

/** An open invitation: where to, as what, and the passkey that takes it up. */
export function JoinPage(props: Props) {
  const { frame, desk, token, role, merchant, mail, typed, problem } = props;
  const w = staffWords(frame.lang);
  const field = problem === "name" || problem === "mail" || problem === "passkey_name"
    ? problem
    : undefined;
  return (
    <DeskLayout frame={frame} desk={desk} title={w.joinTitle} passkey>
      <Problem text={problem && w.joinProblems[problem]} field={field} />
      <section class="card stack">
        <h1>{w.joinAs(merchant?.name ?? frame.institution, w.roles[role])}</h1>
        <p class="quiet-text">{w.roleHelp[role]}</p>
        <PasskeyForm
          use="create"
          action={paths.join(desk, token)}
          challenge={paths.joinChallenge(desk, token)}
          button={w.createPasskey}
          w={w}
        >
          <TextField
            name="name"
            label={w.yourName}
            value={typed.name}
            autocomplete="name"
            invalid={problem === "name"}
          />
          {mail === undefined
            ? (
              <TextField
                name="mail"
                type="email"
                label={w.mail}
                value={typed.mail}
                autocomplete="email"
                invalid={problem === "mail"}
              />
            )
            : (
              <p>
                {w.mail}: <b>{mail}</b>
              </p>
            )}
          <TextField
            name="passkey_name"
            label={w.passkeyName}
            value={typed.passkeyName}
            hint={w.passkeyNameHint}
            invalid={problem === "passkey_name"}
          />
        </PasskeyForm>
      </section>
    </DeskLayout>
  );
}

/** A link that was used, replaced, invented, or is too old. */
export function JoinUnknownPage(
  { frame, desk }: { readonly frame: Frame; readonly desk: Desk },
) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout frame={frame} desk={desk} title={w.linkOver}>
      <section class="card stack">
        <h1>{w.linkOver}</h1>
        <p>{w.linkOverHelp}</p>
        <a class="link" href={paths.signIn(desk)}>{w.signIn}</a>
      </section>
    </DeskLayout>
  );
}
