import type { Application } from "../../core/application/application.ts";
import type { SecretKey } from "../../core/merchant/secret_key.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import type { Lang } from "../words.ts";
import { merchantWords } from "./merchant_words.ts";

interface Props {
  readonly lang: Lang;
  readonly application: Application;
  readonly secretKey: SecretKey;
}

/** What an approval opened, with its first key, this once. */
export function NumberOpened({ lang, application, secretKey }: Props) {
  const w = merchantWords(lang);
  return (
    <section class="card stack">
      <h1>{w.opened}</h1>
      <Facts
        rows={[fact(w.openedNumber, <span class="mono">{application.merchantNo}</span>)]}
      />
      <p class="field">
        <label for="secret-key">{w.secretKey}</label>
        <input
          id="secret-key"
          class="mono"
          readonly
          value={secretKey}
          aria-describedby="secret-key-hint"
        />
        <span id="secret-key-hint" class="hint">{w.secretKeyHelp}</span>
      </p>
      <a class="button quiet" href={paths.opsApplication(application.applicationId)}>{w.onward}</a>
    </section>
  );
}
