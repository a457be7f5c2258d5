import { maskedPhone } from "../../core/consumer/consumer.ts";
import type { SignInAttempt } from "../../core/consumer/sign_in_attempt.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeEnd, CodeEndScript } from "../parts/code_end.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { problemText, type SignInProblem, signInWords } from "./sign_in_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly attempt: Pick<SignInAttempt, "phone" | "expiresAt">;
  /** Whether the latest code has expired. */
  readonly over: boolean;
  readonly problem: SignInProblem | undefined;
}

/** Where the code is typed that was sent to a phone. */
export function CodePage({ frame, mode, attempt, over, problem }: Props) {
  const { lang, now } = frame;
  const w = signInWords(lang);
  const phone = maskedPhone(attempt.phone);
  const wrong = problem?.code === "sign_in_code_refused" && !over;
  return (
    <Layout
      frame={frame}
      title={w.codeTitle}
      mode={mode}
      width="column"
      script={false}
      head={over ? null : <CodeEndScript frame={frame} />}
    >
      <div class="stack">
        <Problem text={wrong ? undefined : problemText(w, problem)} />
        <section class="card stack">
          <h1>{w.codeTitle}</h1>
          <p>
            {over ? w.over(phone) : (
              <>
                {w.sent(phone)}
                <br />
                <CodeEnd endsAt={attempt.expiresAt} now={now} lang={lang} />
              </>
            )}
          </p>
          {over ? null : (
            <form class="stack" method="post" action={paths.walletSignInCode()}>
              <TextField
                name="code"
                label={w.code}
                hint={w.codeHint}
                autocomplete="one-time-code"
                inputmode="numeric"
                max={12}
                error={wrong ? problemText(w, problem) : undefined}
              />
              <button class="button" type="submit">{w.signIn}</button>
            </form>
          )}
          <form class="stack" method="post" action={paths.walletSignInResend()}>
            <button class={over ? "button" : "button quiet"} type="submit">{w.resend}</button>
            {over ? null : <p class="hint">{w.resendHelp}</p>}
          </form>
          <a class="link" href={paths.walletSignIn()}>{w.otherPhone}</a>
        </section>
      </div>
    </Layout>
  );
}
