import type { Child } from "hono/jsx";
import type { SigningConsumer, SigningView } from "../../core/signing/view_signing.ts";
import { StateMark } from "../parts/state_mark.tsx";
import type { Lang } from "../words.ts";
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
  readonly lang: Lang;
  readonly formError: SignFormError | undefined;
  readonly typed: Typed | undefined;
}

/** What the plan requires of a person: the code that was sent, their ID number, or nothing. */
export function Fields({ view, consumer, lang, formError, typed }: Props) {
  const s = signWords(lang);
  const wrong = fieldOf(view, formError);
  const error = formError && errorText(view, formError, lang);
  const coded = codeStep(view);
  return (
    <>
      {coded
        ? (
          <Field
            id="code"
            label={s.code(consumer.maskedPhone)}
            error={wrong === "code" ? error : undefined}
            hint={s.codeHint}
          >
            <input
              {...attributes("code", wrong)}
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
              {...attributes("id_number", wrong)}
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

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly hint: string;
  readonly children: Child;
}

/** A field, what is wrong with it right under it, and how to fill it in. */
function Field({ id, label, error, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error === undefined ? null : (
        <p id={`${id}-error`} class="error ochre">
          <StateMark mark="failed" />
          <span>{error}</span>
        </p>
      )}
      <p id={`${id}-hint`} class="hint">{hint}</p>
    </div>
  );
}

function attributes(id: string, wrong: string | undefined) {
  return id === wrong
    ? { id, "aria-invalid": "true", "aria-describedby": `${id}-error ${id}-hint` } as const
    : { id, "aria-describedby": `${id}-hint` };
}
