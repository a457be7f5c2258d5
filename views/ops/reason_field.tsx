interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly invalid: boolean;
}

/** Why something dangerous is done: kept with the act. */
export function ReasonField({ label, hint, value, invalid }: Props) {
  return (
    <div class="field">
      <label for="reason">{label}</label>
      <input
        id="reason"
        name="reason"
        value={value ?? ""}
        maxlength={200}
        required
        autocomplete="off"
        aria-describedby="reason-hint"
        {...(invalid ? { "aria-invalid": "true" } : {})}
      />
      <p id="reason-hint" class="hint">{hint}</p>
    </div>
  );
}
