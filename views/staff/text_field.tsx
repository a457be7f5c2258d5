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
    invalid,
    mono,
    optional = false,
  }: Props,
) {
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
        {...(hint === undefined ? {} : { "aria-describedby": `${name}-hint` })}
      />
      {hint === undefined ? null : <span id={`${name}-hint`} class="hint">{hint}</span>}
    </p>
  );
}
