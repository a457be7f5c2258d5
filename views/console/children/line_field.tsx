interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  /** What is wrong with it, under it. */
  readonly problem?: string | undefined;
  readonly required?: boolean;
  readonly numeric?: boolean;
}

/** One line with its label; what is wrong with it stands under it. */
export function LineField(
  { name, label, value, hint, problem, required = true, numeric = false }: Props,
) {
  const about = [
    ...(problem === undefined ? [] : [`${name}-problem`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        autocomplete="off"
        required={required}
        {...(numeric ? { inputmode: "numeric", class: "mono" } : {})}
        {...(problem === undefined ? {} : { "aria-invalid": "true" })}
        {...(about.length === 0 ? {} : { "aria-describedby": about.join(" ") })}
      />
      {problem === undefined ? null : <span id={`${name}-problem`} class="ochre">{problem}</span>}
      {hint === undefined ? null : <span id={`${name}-hint`} class="hint">{hint}</span>}
    </div>
  );
}
