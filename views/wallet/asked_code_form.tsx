import { maskedPhone } from "../../core/consumer/consumer.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { CodeEnd } from "../parts/code_end.tsx";
import { TextField } from "../staff/text_field.tsx";
import { signInWords } from "./sign_in_words.ts";

export interface AskedCode {
  /** Sealed: what the code was asked for. */
  readonly asked: string;
  readonly phone: string;
  /** When the code ends. */
  readonly expiresAt: Instant;
}

interface Props extends AskedCode {
  readonly frame: Frame;
  readonly action: string;
  /** Where another code is asked for. */
  readonly resend: string;
  readonly title: string;
  readonly words: {
    readonly codeHelp: (phone: string) => string;
    readonly code: string;
    readonly go: string;
  };
}

/** Where a code goes that was sent to a phone, with what it was asked for. */
export function AskedCodeForm(
  { frame, action, resend, title, words, asked, phone, expiresAt }: Props,
) {
  const { lang, now } = frame;
  const w = signInWords(lang);
  return (
    <section class="card stack">
      <h1>{title}</h1>
      <p>
        {words.codeHelp(maskedPhone(phone))}
        <br />
        <CodeEnd endsAt={expiresAt} now={now} lang={lang} />
      </p>
      <form class="stack" method="post" action={action}>
        <input type="hidden" name="asked" value={asked} />
        <TextField
          name="code"
          label={words.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          max={12}
        />
        <button class="button" type="submit">{words.go}</button>
      </form>
      <form class="stack" method="post" action={resend}>
        <input type="hidden" name="asked" value={asked} />
        <button class="button quiet" type="submit">{w.resend}</button>
        <p class="hint">{w.resendHelp}</p>
      </form>
    </section>
  );
}
