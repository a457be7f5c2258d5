interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly checked: boolean;
  readonly disabled?: boolean;
}

interface Props {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Choice[];
}

/** One of a few things, or some of them, each with what it means. */
export function Choices({ type, name, legend, choices }: Props) {
  return (
    <fieldset class="choices" id={name}>
      <legend>{legend}</legend>
      {choices.flatMap(({ value, label, help, checked, disabled = false }) => [
        <input
          key={`${value}-input`}
          type={type}
          id={`${name}-${value}`}
          name={name}
          value={value}
          checked={checked}
          disabled={disabled}
          required={type === "radio"}
        />,
        <label key={value} for={`${name}-${value}`}>
          <b>{label}</b>
          {help === undefined ? null : <span>{help}</span>}
        </label>,
      ])}
    </fieldset>
  );
}
