interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly required?: boolean;
}

/** A date and a time in Asia/Shanghai. */
export function TimeField({ name, label, hint, value, invalid, required = false }: Props) {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="datetime-local"
        value={value}
        required={required}
        aria-describedby={`${name}-hint`}
        {...(invalid ? { "aria-invalid": "true" } : {})}
      />
      <span id={`${name}-hint`} class="hint">{hint}</span>
    </p>
  );
}
