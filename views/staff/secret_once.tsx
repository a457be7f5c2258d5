interface Props {
  readonly label: string;
  readonly hint: string;
  readonly secret: string;
}

/** A new secret, this once. */
export function SecretOnce({ label, hint, secret }: Props) {
  return (
    <p class="field">
      <label for="secret">{label}</label>
      <input id="secret" class="mono" readonly value={secret} aria-describedby="secret-hint" />
      <span id="secret-hint" class="hint">{hint}</span>
    </p>
  );
}
