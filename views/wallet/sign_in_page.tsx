import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { PasskeyForm, PasskeyScripts } from "../staff/passkey_form.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { passkeyWords } from "./passkey_words.ts";
import { problemText, type SignInProblem, signInWords } from "./sign_in_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** As it came back with a form that was refused. */
  readonly typed: string;
  readonly problem: SignInProblem | undefined;
}

/** The door for whoever comes with a phone; the next page is the same whether anybody knows it or not. */
export function SignInPage({ frame, mode, typed, problem }: Props) {
  const w = signInWords(frame.lang);
  const p = passkeyWords(frame.lang);
  const wrong = problem?.code === "phone";
  return (
    <Layout
      frame={frame}
      title={w.title}
      mode={mode}
      width="column"
      script={false}
      head={<PasskeyScripts frame={frame} />}
    >
      <div class="stack">
        <Problem text={wrong ? undefined : problemText(w, problem)} />
        <form class="card stack" method="post" action={paths.walletSignIn()}>
          <h1>{w.title}</h1>
          <p>{w.help}</p>
          <TextField
            name="phone"
            label={w.phone}
            value={typed}
            hint={w.phoneHint}
            autocomplete="tel"
            inputmode="tel"
            max={24}
            error={wrong ? problemText(w, problem) : undefined}
          />
          <button class="button" type="submit">{w.send}</button>
        </form>
        <PasskeyForm
          use="get"
          action={paths.walletSignInPasskey()}
          challenge={paths.walletSignInChallenge()}
          button={p.signIn}
          quiet
          w={p.form}
        />
        <a class="link" href={paths.walletRecovery()}>{w.recover}</a>
      </div>
    </Layout>
  );
}
