import {
  type Institution,
  legalKinds,
  type LegalText,
} from "../../core/institution/institution.ts";
import { paths } from "../../core/paths.ts";
import { type InstitutionProblem, institutionWords } from "../institution/words.ts";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import { type Lang, words } from "../words.ts";

interface Props {
  readonly lang: Lang;
  readonly institution: Pick<Institution, "name" | "phone" | "licence">;
  /** Of both kinds, the newest first. */
  readonly versions: readonly Omit<LegalText, "zh" | "en">[];
  readonly mayWrite: boolean;
  /** What was typed for a new version. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly problem?: InstitutionProblem | undefined;
}

/** Who runs the portal, and the texts that consumers agree to. */
export function InstitutionBody({ lang, institution, versions, mayWrite, typed, problem }: Props) {
  const w = institutionWords(lang);
  return (
    <>
      <Problem text={problem && w.problems[problem]} />
      <h1>{w.title}</h1>
      <form class="card stack" method="post" action={paths.opsInstitution()}>
        <p class="quiet-text">{w.help}</p>
        {(["name", "phone", "licence"] as const).map((name) => (
          <TextField key={name} name={name} label={w[name]} value={institution[name]} />
        ))}
        {mayWrite ? <button class="button" type="submit">{w.save}</button> : null}
      </form>
      {legalKinds.map((kind) => {
        const own = versions.filter((each) => each.kind === kind);
        return (
          <section key={kind} class="card stack">
            <h2>{words(lang).imprint[kind]}</h2>
            {own.length === 0 ? <p class="quiet-text">{w.none}</p> : null}
            <ul class="rows">
              {own.map(({ version, firstDay }) => (
                <li key={version}>
                  <a class="link" href={paths.legal(kind, String(version))}>
                    {w.version(version, firstDay)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {mayWrite ? <NewVersion lang={lang} typed={typed ?? {}} /> : null}
    </>
  );
}

function NewVersion({ lang, typed }: {
  readonly lang: Lang;
  readonly typed: Readonly<Record<string, string>>;
}) {
  const w = institutionWords(lang);
  return (
    <form class="card stack" method="post" action={paths.opsLegalTexts()}>
      <h2>{w.add}</h2>
      <p class="quiet-text">{w.addHelp}</p>
      <fieldset class="choices">
        <legend>{w.kind}</legend>
        {legalKinds.flatMap((kind) => [
          <input
            key={`${kind}-input`}
            type="radio"
            id={`kind-${kind}`}
            name="kind"
            value={kind}
            required
            checked={kind === (typed["kind"] ?? "terms")}
          />,
          <label key={kind} for={`kind-${kind}`}>
            <b>{words(lang).imprint[kind]}</b>
          </label>,
        ])}
      </fieldset>
      <div class="field">
        <label for="first_day">{w.firstDay}</label>
        <input
          id="first_day"
          name="first_day"
          type="date"
          required
          value={typed["first_day"] ?? ""}
        />
      </div>
      {(["zh", "en"] as const).map((language) => (
        <div key={language} class="field">
          <label for={language}>{w[language]}</label>
          <textarea id={language} name={language} rows={10} required>
            {typed[language] ?? ""}
          </textarea>
        </div>
      ))}
      <button class="button" type="submit">{w.add}</button>
    </form>
  );
}
