import { StateMark } from "../parts/state_mark.tsx";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly type?: "text" | "email";
  readonly autocomplete?: string;
  readonly inputmode?: "numeric" | "decimal" | "tel";
  /** In UTF-16 units, as browsers count. */
  readonly max?: number;
  readonly invalid?: boolean;
  /** What is wrong with it, said under it; it gets the focus. */
  readonly error?: string | undefined;
  readonly mono?: boolean;
  readonly optional?: boolean;
}

/** One line of text with its label. */
export function TextField(
  {
    name,
    label,
    value,
    hint,
    type = "text",
    autocomplete = "off",
    inputmode,
    max,
    error,
    invalid = error !== undefined,
    mono,
    optional = false,
  }: Props,
) {
  const described = [
    error === undefined ? [] : `${name}-error`,
    hint === undefined ? [] : `${name}-hint`,
  ].flat().join(" ");
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={value ?? ""}
        type={type}
        class={mono ? "mono" : ""}
        autocomplete={autocomplete}
        inputmode={inputmode}
        maxlength={max}
        required={!optional}
        {...(invalid ? { "aria-invalid": "true" } : {})}
        {...(described === "" ? {} : { "aria-describedby": described })}
        autofocus={error !== undefined}
      />
      {error === undefined ? null : (
        <span id={`${name}-error`} class="error ochre">
          <StateMark mark="failed" />
          <span>{error}</span>
        </span>
      )}
      {hint === undefined ? null : <span id={`${name}-hint`} class="hint">{hint}</span>}
    </p>
  );
}
