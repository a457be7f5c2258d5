import { maskedPhone } from "../../core/consumer/consumer.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { type AccountWords, accountWords } from "./account_words.ts";

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

interface CodeProps extends Props {
  /** Sealed: what was typed before. */
  readonly asked: string;
  readonly phone: string;
  /** When the code ends. */
  readonly expiresAt: Instant;
}

export function RecoveryCodePage({ frame, mode, problem, asked, phone, expiresAt }: CodeProps) {
  const w = accountWords(frame.lang);
  return (
    <Layout frame={frame} title={w.recovery} mode={mode} width="column" script={false}>
      <div class="stack">
        <Problem text={problem && w[problem]} />
        <form class="card stack" method="post" action={paths.walletRecoveryCode()}>
          <h1>{w.recovery}</h1>
          <p>{withMoments(w.codeHelp(maskedPhone(phone), formatTime(expiresAt, frame.lang)))}</p>
          <input type="hidden" name="asked" value={asked} />
          <TextField
            name="code"
            label={w.code}
            autocomplete="one-time-code"
            inputmode="numeric"
            max={12}
          />
          <button class="button" type="submit">{w.go}</button>
        </form>
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
