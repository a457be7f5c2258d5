import { maskedPhone } from "../../core/consumer/consumer.ts";
import type { Instant } from "../../core/time.ts";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { TextField } from "../staff/text_field.tsx";
import type { Lang } from "../words.ts";

export interface AskedCode {
  /** Sealed: what the code was asked for. */
  readonly asked: string;
  readonly phone: string;
  /** When the code ends. */
  readonly expiresAt: Instant;
}

interface Props extends AskedCode {
  readonly action: string;
  readonly title: string;
  readonly words: {
    readonly codeHelp: (phone: string, until: string) => string;
    readonly code: string;
    readonly go: string;
  };
  readonly lang: Lang;
}

/** Where a code goes that was sent to a phone, with what it was asked for. */
export function AskedCodeForm({ action, title, words, asked, phone, expiresAt, lang }: Props) {
  return (
    <form class="card stack" method="post" action={action}>
      <h1>{title}</h1>
      <p>{withMoments(words.codeHelp(maskedPhone(phone), formatTime(expiresAt, lang)))}</p>
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
  );
}
