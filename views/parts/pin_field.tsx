import { PIN_DIGITS } from "../../core/text/typed_pin.ts";
import { Field, fieldAttributes } from "./field.tsx";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** It is being made up here, so that nothing that is kept is filled in. */
  readonly made?: true;
  readonly error?: string | undefined;
  readonly autofocus?: boolean;
}

/** One payment PIN, hidden as it is typed. */
export function PinField({ id, label, hint, made, error, autofocus = false }: Props) {
  return (
    <Field id={id} label={label} error={error} hint={hint}>
      <input
        {...fieldAttributes(id, error === undefined ? undefined : id)}
        name={id}
        type="password"
        inputmode="numeric"
        autocomplete={made ? "new-password" : "off"}
        maxlength={PIN_DIGITS}
        required
        autofocus={autofocus || error !== undefined}
      />
    </Field>
  );
}
