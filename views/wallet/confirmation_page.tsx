import type { PaymentPinRefusal } from "../../core/factor/try_payment_pin.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { PinField } from "../parts/pin_field.tsx";
import { PasskeyForm, PasskeyScripts } from "../staff/passkey_form.tsx";
import { Problem } from "../staff/problem.tsx";
import { deviceWords } from "./device_words.ts";
import { passkeyWords } from "./passkey_words.ts";
import { pinProblemText, pinWords } from "./pin_words.ts";

export type ConfirmationProblem =
  | PaymentPinRefusal
  | { readonly code: "passkey_refused" }
  | { readonly code: "no_script" };

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  /** Where they go on. */
  readonly to: string;
  /** What this person can show. */
  readonly has: { readonly pin: boolean; readonly passkey: boolean };
  readonly problem: ConfirmationProblem | undefined;
}

/** Before an act that gives lasting access: whoever signed in a while ago shows that they are still there. */
export function ConfirmationPage({ frame, mode, to, has, problem }: Props) {
  const { lang } = frame;
  const w = pinWords(lang);
  const p = passkeyWords(lang);
  const ofPasskey = problem?.code === "passkey_refused" || problem?.code === "no_script";
  return (
    <Layout
      frame={frame}
      title={w.confirmTitle}
      mode={mode}
      width="column"
      script={false}
      head={has.passkey ? <PasskeyScripts frame={frame} /> : null}
    >
      <div class="stack">
        <Problem text={ofPasskey ? p.problems[problem.code] : undefined} />
        <hgroup>
          <h1>{w.confirmTitle}</h1>
          <p class="quiet-text">{w.confirmHelp}</p>
        </hgroup>
        {has.pin
          ? (
            <form class="card stack" method="post" action={paths.walletConfirmationPin(to)}>
              <PinField
                id="pin"
                label={w.pin}
                hint={w.pinHint}
                error={ofPasskey ? undefined : pinProblemText(problem, lang)}
              />
              <button class="button" type="submit">{w.confirmByPin}</button>
            </form>
          )
          : null}
        {has.passkey
          ? (
            <PasskeyForm
              use="get"
              action={paths.walletConfirmation(to)}
              challenge={paths.walletConfirmationChallenge()}
              button={w.confirmByPasskey}
              quiet={has.pin}
              w={p.form}
            />
          )
          : null}
        {has.pin || has.passkey
          ? null
          : <a class="button" href={paths.walletSignIn()}>{w.signInAgain}</a>}
        <p>
          <a class="link" href={paths.wallet()}>{deviceWords(lang).back}</a>
        </p>
      </div>
    </Layout>
  );
}
