import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeEndScript } from "../parts/code_end.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { type AccountWords, accountWords } from "./account_words.ts";
import { type AskedCode, AskedCodeForm } from "./asked_code_form.tsx";

export type RecoveryProblem = "phoneWrong" | "codeWrong" | "tooMany" | "notSent";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly problem?: RecoveryProblem | undefined;
}

/** For whoever has lost the phone that opens their account. */
export function RecoveryPage({ frame, mode, problem }: Props) {
  const w = accountWords(frame.lang);
  const phone = { autocomplete: "tel", inputmode: "tel", max: 24 } as const;
  return (
    <Layout frame={frame} title={w.recovery} mode={mode} width="column" script={false}>
      <div class="stack">
        <Problem text={problem && w[problem]} />
        <form class="card stack" method="post" action={paths.walletRecovery()}>
          <h1>{w.recovery}</h1>
          <p>{w.recoveryHelp}</p>
          <TextField name="lost_phone" label={w.lostPhone} {...phone} autocomplete="off" />
          <TextField name="new_phone" label={w.newPhone} {...phone} />
          <TextField
            name="id_number"
            label={w.idNumber}
            hint={w.idHint}
            autocomplete="off"
            max={24}
            optional
          />
          <button class="button" type="submit">{w.send}</button>
        </form>
      </div>
    </Layout>
  );
}

export function RecoveryCodePage({ frame, mode, problem, ...code }: Props & AskedCode) {
  const w = accountWords(frame.lang);
  return (
    <Layout
      frame={frame}
      title={w.recovery}
      mode={mode}
      width="column"
      script={false}
      head={<CodeEndScript frame={frame} />}
    >
      <div class="stack">
        <Problem text={problem && w[problem]} />
        <AskedCodeForm
          frame={frame}
          action={paths.walletRecoveryCode()}
          resend={paths.walletRecoveryResend()}
          title={w.recovery}
          words={w}
          {...code}
        />
      </div>
    </Layout>
  );
}

/** The answer to all who asked, and to all who cancelled. */
export type RecoveryOutcome = "asked" | "cancelled" | "gone";

export function RecoveryOutcomePage(
  { frame, mode, outcome }: Props & { readonly outcome: RecoveryOutcome },
) {
  const w = accountWords(frame.lang);
  const help = `${outcome}Help` satisfies keyof AccountWords;
  return (
    <Layout frame={frame} title={w[outcome]} mode={mode} width="column" script={false}>
      <section class="card stack">
        <h1>{w[outcome]}</h1>
        <p>{w[help]}</p>
        <a class="link" href={paths.wallet()}>{w.back}</a>
      </section>
    </Layout>
  );
}

export function RecoveryCancelPage(
  { frame, mode, action }: Props & { readonly action: string },
) {
  const w = accountWords(frame.lang);
  return (
    <Layout frame={frame} title={w.cancelTitle} mode={mode} width="column" script={false}>
      <form class="card stack" method="post" action={action}>
        <h1>{w.cancelTitle}</h1>
        <p>{w.cancelHelp}</p>
        <div class="halves">
          <button class="button" type="submit">{w.cancel}</button>
          <a class="button quiet" href={paths.wallet()}>{w.goesOn}</a>
        </div>
      </form>
    </Layout>
  );
}
