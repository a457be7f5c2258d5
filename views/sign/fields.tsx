import type { SigningConsumer, SigningView } from "../../core/signing/view_signing.ts";
import { CodeEnd } from "../parts/code_end.tsx";
import { Field, fieldAttributes } from "../parts/field.tsx";
import type { Frame } from "../frame.ts";
import { asksForCode, codeStep } from "./status_copy.ts";
import { errorText, fieldOf } from "./summary.tsx";
import { type SignFormError, signWords } from "./words.ts";

/** What was entered in a returned form. */
export interface Typed {
  readonly smsCode: string;
  readonly idNumber: string;
}

interface Props {
  readonly view: SigningView;
  readonly consumer: SigningConsumer;
  readonly frame: Frame;
  readonly formError: SignFormError | undefined;
  readonly typed: Typed | undefined;
}

/** What the plan requires of a person: the code that was sent, their ID number, or nothing. */
export function Fields({ view, consumer, frame, formError, typed }: Props) {
  const { lang, now } = frame;
  const s = signWords(lang);
  const wrong = fieldOf(view, formError);
  const error = formError && errorText(view, formError, lang);
  const code = codeStep(view) ? view.code : undefined;
  return (
    <>
      {code
        ? (
          <Field
            id="code"
            label={s.code(consumer.maskedPhone)}
            error={wrong === "code" ? error : undefined}
            hint={
              <>
                {s.codeHint}
                <br />
                <CodeEnd endsAt={code.expiresAt} now={now} lang={lang} />
              </>
            }
          >
            <input
              {...fieldAttributes("code", wrong)}
              name="sms_code"
              value={typed?.smsCode ?? ""}
              autocomplete="one-time-code"
              inputmode="numeric"
              maxlength={12}
              autofocus={wrong === "code" || !error}
            />
          </Field>
        )
        : null}
      {view.plan.verifyIdNumber && !asksForCode(view)
        ? (
          <Field
            id="id_number"
            label={s.idNumber}
            error={wrong === "id_number" ? error : undefined}
            hint={s.idNumberHint(consumer.maskedIdNumber)}
          >
            <input
              {...fieldAttributes("id_number", wrong)}
              name="id_number"
              value={typed?.idNumber ?? ""}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxlength={24}
              autofocus={wrong === "id_number"}
            />
          </Field>
        )
        : null}
    </>
  );
}
