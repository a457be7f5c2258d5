import { allScopes } from "../../../core/merchant/merchant_key.ts";
import type { Mode } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../frame.ts";
import { newJwk } from "../../snippets/curl.ts";
import { actWords } from "../../staff/act_words.ts";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import { type KeyWords, keyWords } from "./key_words.ts";
import { TimeField } from "./time_field.tsx";

/** By the field it is about, or what could not be done. */
export type NewKeyProblem = keyof KeyWords["problems"];

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly mode: Mode;
  /** The key that gives way to it. */
  readonly replaces: string | undefined;
  readonly typed: URLSearchParams;
  readonly problem?: NewKeyProblem | undefined;
}

const fields: readonly NewKeyProblem[] = [
  "jwk",
  "scopes",
  "not_before",
  "retire_at",
  "old_retire_at",
];

/** Registers a public key, in place of another or besides it. */
export function NewKeyPage({ frame, who, mode, replaces, typed, problem }: Props) {
  const { lang } = frame;
  const w = keyWords(lang);
  const a = actWords(lang);
  const title = replaces === undefined ? w.add : w.rotateTitle;
  const field = problem && fields.includes(problem) ? problem : undefined;
  const invalid = (name: NewKeyProblem) => problem === name;
  // The old one goes on signing, so it is not overwritten.
  const file = replaces === undefined ? "private_key.pem" : "new_private_key.pem";
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="keys" title={title}>
      <Problem text={problem && w.problems[problem]} field={field} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        {replaces === undefined ? null : (
          <>
            <p>{w.rotateHelp}</p>
            <ol>{w.rotateSteps.map((step) => <li key={step}>{step}</li>)}</ol>
          </>
        )}
        <p class="quiet-text">{w.addHelp[mode]}</p>
        <form class="stack" method="post" action={paths.consoleNewKey()}>
          {replaces === undefined ? null : <input type="hidden" name="replaces" value={replaces} />}
          <p class="field">
            <label for="jwk">{a.jwk}</label>
            <textarea
              id="jwk"
              name="jwk"
              class="mono"
              rows={5}
              required
              spellcheck={false}
              aria-describedby="jwk-hint"
              {...(invalid("jwk") ? { "aria-invalid": "true" } : {})}
            >
              {typed.get("jwk") ?? ""}
            </textarea>
            <span id="jwk-hint" class="hint">{a.jwkHint}</span>
          </p>
          <details>
            <summary>{w.makeOne}</summary>
            <p>{w.makeOneHelp(file)}</p>
            <pre tabindex={0}><code>{newJwk(file)}</code></pre>
          </details>
          <fieldset class="choices" id="scopes">
            <legend>{w.columns.scopes}</legend>
            {allScopes.map((scope) => (
              <>
                <input
                  type="checkbox"
                  id={`scope-${scope}`}
                  name="scopes"
                  value={scope}
                  checked={typed.getAll("scopes").includes(scope)}
                />
                <label for={`scope-${scope}`}>{w.scopes[scope]}</label>
              </>
            ))}
          </fieldset>
          <p class="hint">{w.scopesHint}</p>
          <TimeField
            name="not_before"
            label={w.notBefore}
            hint={w.notBeforeHint}
            value={typed.get("not_before") ?? ""}
            invalid={invalid("not_before") || invalid("key_dates_wrong")}
          />
          <TimeField
            name="retire_at"
            label={w.retireAt}
            hint={w.retireAtHint}
            value={typed.get("retire_at") ?? ""}
            invalid={invalid("retire_at")}
          />
          {replaces === undefined ? null : (
            <TimeField
              name="old_retire_at"
              label={w.oldRetireAt}
              hint={w.oldRetireAtHint(replaces)}
              value={typed.get("old_retire_at") ?? ""}
              invalid={invalid("old_retire_at")}
              required
            />
          )}
          <button class="button" type="submit">{mode === "live" ? w.propose : w.register}</button>
        </form>
      </section>
    </DeskLayout>
  );
}
