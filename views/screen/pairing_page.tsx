import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { words } from "../words.ts";
import { screenWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  /** The code just entered, kept in the form after a refusal. */
  readonly refused: string | undefined;
  /** This browser was a till until its screen was unpaired. */
  readonly unpaired: boolean;
}

/** An unpaired till: one field, and where to get the code. */
export function PairingPage({ frame, refused, unpaired }: Props) {
  const s = screenWords(frame.lang);
  const title = refused === undefined
    ? s.pairTitle
    : `${words(frame.lang).errors} · ${s.pairTitle}`;
  return (
    <Layout frame={frame} title={title} mode="live">
      {unpaired && refused === undefined
        ? (
          <Band mark="closed">
            <p>{s.unpaired}</p>
          </Band>
        )
        : null}
      <div class="card stack">
        {refused === undefined
          ? null
          : (
            <div id="summary" class="band ochre" tabindex={-1} role="group">
              <a href="#code">{s.pairRefused}</a>
            </div>
          )}
        <h1 id="state" tabindex={-1}>{s.pairTitle}</h1>
        <p>{s.pairHow}</p>
        <form
          class="stack"
          method="post"
          action={paths.tillPairing()}
          data-busy={words(frame.lang).submitting}
        >
          <div class="field">
            <label for="code">{s.pairLabel}</label>
            <input
              id="code"
              class="mono"
              name="code"
              value={refused ?? ""}
              required
              maxlength={40}
              autofocus
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              aria-describedby={refused === undefined ? "code-hint" : "summary code-hint"}
              aria-invalid={refused === undefined ? undefined : "true"}
            />
            <p id="code-hint" class="hint">{s.pairHint}</p>
          </div>
          <button class="button" type="submit">{s.pair}</button>
        </form>
      </div>
    </Layout>
  );
}
