import type { OwnPhone } from "../../core/identity/view_phone.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeEndScript } from "../parts/code_end.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { type AskedCode, AskedCodeForm } from "./asked_code_form.tsx";
import { EnrolRefused } from "./enrol_refused.tsx";
import { type PhoneProblem, phoneWords } from "./phone_words.ts";

interface Props {
  readonly frame: Frame;
  readonly mode: Mode;
  readonly problem?: PhoneProblem | undefined;
}

const PHONE = { autocomplete: "tel", inputmode: "tel", max: 24 } as const;

/** The phone that opens a person's account: another, the first, or none any more. */
export function PhonePage({ frame, mode, own, problem }: Props & { readonly own: OwnPhone }) {
  const { lang } = frame;
  const w = phoneWords(lang);
  const { phone, refused, removable } = own;
  return (
    <Layout frame={frame} title={w.title} mode={mode} width="column" script={false}>
      <div class="stack">
        <Problem text={problem && w.problems[problem]} />
        <hgroup>
          <h1>{w.title}</h1>
          <p>{phone === undefined ? w.none : w.now(phone)}</p>
        </hgroup>
        {refused === "phone_lost"
          ? <p>{w.problems.phone_lost}</p>
          : refused
          ? <EnrolRefused code={refused} to={paths.walletPhone()} notFresh={w.fresh} lang={lang} />
          : (
            <form class="card stack" method="post" action={paths.walletPhone()}>
              <h2>{phone === undefined ? w.add : w.change}</h2>
              <p>{w.help}</p>
              <TextField name="phone" label={w.phone} {...PHONE} />
              <button class="button" type="submit">{w.send}</button>
            </form>
          )}
        {removable && !refused
          ? (
            <form class="card stack" method="post" action={paths.walletPhoneRemoval()}>
              <h2>{w.remove}</h2>
              <p>{w.removeHelp}</p>
              <button class="button quiet" type="submit">{w.remove}</button>
            </form>
          )
          : null}
        <a class="link" href={paths.walletAccount()}>{w.back}</a>
      </div>
    </Layout>
  );
}

export function PhoneCodePage({ frame, mode, problem, ...code }: Props & AskedCode) {
  const w = phoneWords(frame.lang);
  return (
    <Layout
      frame={frame}
      title={w.title}
      mode={mode}
      width="column"
      script={false}
      head={<CodeEndScript frame={frame} />}
    >
      <div class="stack">
        <Problem text={problem && w.problems[problem]} />
        <AskedCodeForm
          frame={frame}
          action={paths.walletPhoneCode()}
          resend={paths.walletPhoneResend()}
          title={w.title}
          words={w}
          {...code}
        />
        <a class="link" href={paths.walletPhone()}>{w.back}</a>
      </div>
    </Layout>
  );
}

interface QuietProps extends Omit<Props, "problem"> {
  readonly problem?: "wrong" | "tooMany" | undefined;
}

/** The code was right, but the number may be another person's by now. */
export function QuietPhonePage({ frame, mode, problem }: QuietProps) {
  const w = phoneWords(frame.lang);
  return (
    <Layout frame={frame} title={w.quietTitle} mode={mode} width="column" script={false}>
      <div class="stack">
        <form class="card stack" method="post" action={paths.walletSignInHolder()}>
          <h1>{w.quietTitle}</h1>
          <p>{w.quietHelp}</p>
          <TextField name="proof" label={w.proof} max={24} error={problem && w[problem]} />
          <button class="button" type="submit">{w.signIn}</button>
          <a class="link" href={paths.walletSignIn()}>{w.passkey}</a>
        </form>
        <form class="card stack" method="post" action={paths.walletSignInNew()}>
          <h2>{w.newTitle}</h2>
          <p>{w.newHelp}</p>
          <button class="button quiet" type="submit">{w.start}</button>
        </form>
      </div>
    </Layout>
  );
}
