interface Props {
  /** Where the search is. */
  readonly action: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly text: string;
}

/** One box for a number or a name. */
export function SearchBox({ action, label, hint, button, text }: Props) {
  return (
    <form class="card stack" method="get" action={action} role="search">
      <div class="field">
        <label for="q">{label}</label>
        <input
          id="q"
          name="q"
          type="search"
          value={text}
          maxlength={64}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="q-hint"
        />
        <p id="q-hint" class="hint">{hint}</p>
      </div>
      <button class="button quiet" type="submit">{button}</button>
    </form>
  );
}
