import { planFields, typedPlan } from "../../../core/console/typed_plan.ts";
import type { PlanView } from "../../../core/console/view_plan.ts";
import { paths } from "../../../core/paths.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import type { Lang } from "../../words.ts";
import { textOf } from "./plan_text.ts";
import { planWords } from "./plan_words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: PlanView;
  /** Which two versions stand side by side; the same twice where there is one. */
  readonly compared: readonly [shown: Plan, against: Plan];
}

/** The whole form of a version, beside that of another where there is one. */
export function PlanVersions({ lang, view, compared: [shown, against] }: Props) {
  const w = planWords(lang);
  const [before, after] = [against, shown].map((each) =>
    typedPlan(each, view.people.get(each.version))
  );
  if (!before || !after) return null;
  const alone = shown.version === against.version;
  const same = planFields.every((name) => before[name] === after[name]);
  return (
    <section class="card stack" id="versions">
      <h2>{alone ? `${w.form} · ${w.version(shown.version)}` : w.form}</h2>
      {view.versions.length < 2 ? null : <Chooser {...{ lang, view, shown, against }} />}
      {same && !alone ? <p class="quiet-text">{w.same}</p> : null}
      <table class="dense versions" role="table">
        <caption class="sr">{w.form}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {(alone ? [shown] : [against, shown]).map(({ version }) => (
              <th key={version} role="columnheader" scope="col">{w.version(version)}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {planFields.map((name) => {
            const [old, text] = [before, after].map((typed) => textOf(name, typed[name], lang));
            return (
              <tr key={name} role="row">
                <th role="rowheader" scope="row">{w.fields[name]}</th>
                {alone ? null : (
                  <td role="cell" data-label={w.version(against.version)}>
                    {old === text ? old : <del>{old}</del>}
                  </td>
                )}
                <td role="cell" {...(alone ? {} : { "data-label": w.version(shown.version) })}>
                  {alone || old === text ? text : <ins>{text}</ins>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Chooser({ lang, view, shown, against }: {
  readonly lang: Lang;
  readonly view: PlanView;
  readonly shown: Plan;
  readonly against: Plan;
}) {
  const w = planWords(lang);
  const choose = (name: string, label: string, chosen: Plan) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {view.versions.map(({ version, state }) => (
          <option key={version} value={`${version}`} selected={version === chosen.version}>
            {w.version(version)} · {w.states[state]}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form class="compare" method="get" action={`${paths.consolePlan(shown.planId)}#versions`}>
      {choose("version", w.versionA, shown)}
      {choose("against", w.versionB, against)}
      <button class="button quiet" type="submit">{w.compare}</button>
    </form>
  );
}
