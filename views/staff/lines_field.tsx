interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** As they were typed. */
  readonly value: string;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
}

/** Several texts that machines read, one a line; what is wrong stands under them. */
export function LinesField({ name, label, hint, value, problem }: Props) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        class="mono"
        rows={Math.max(3, value.split("\n").length)}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={`${name}-hint${problem === undefined ? "" : ` ${name}-problem`}`}
        {...(problem === undefined ? {} : { "aria-invalid": "true" })}
      >
        {value}
      </textarea>
      {problem === undefined ? null : <span id={`${name}-problem`} class="ochre">{problem}</span>}
      <span id={`${name}-hint`} class="hint">{hint}</span>
    </div>
  );
}
