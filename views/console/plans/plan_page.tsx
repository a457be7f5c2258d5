import type { PlanView } from "../../../core/console/view_plan.ts";
import { planChanges } from "../../../core/desk/plan_changes.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { planResource } from "../../../core/plan/plan_resource.ts";
import { cardLabels, disclosureKeys, disclosureOf } from "../../../core/signing/disclosure.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { AsJson, Timeline } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { planMarks } from "./plan_columns.tsx";
import { planWords } from "./plan_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: PlanView;
  /** Which two versions stand side by side; the same twice where there is one. */
  readonly compared: readonly [Plan, Plan];
}

/** One plan: how it stands, what consumers see, and its versions side by side. */
export function PlanPage({ frame, who, view, compared }: Props) {
  const { lang } = frame;
  const w = planWords(lang);
  const { latest, versions, people, steps } = view;
  const inForce = versions.find(({ state }) => state === "approved");
  const mayApply = permits(who.role, "plans:write") && latest.state !== "submitted";
  return (
    <DeskLayout frame={frame} desk="console" who={who} section="plans" title={latest.title}>
      <p>
        <a class="link" href={paths.consoleList("plans")}>{w.title}</a>
      </p>
      <section class="card stack">
        <h1>
          <StateWord mark={planMarks[latest.state]} text={w.states[latest.state]} />{" "}
          <bdi>{latest.title}</bdi>
        </h1>
        <p>{inForce ? w.inForce(inForce.version) : w.noneInForce}</p>
        <Facts
          rows={[
            fact(w.columns.reason, latest.rejectionReason && <bdi>{latest.rejectionReason}</bdi>),
            fact(w.columns.version, `${latest.version}`),
            fact(w.columns.request, w.requests[latest.request]),
            fact(w.columns.submitted, <Time at={latest.submittedAt} lang={lang} />),
            fact(w.filledInBy, people.filledInBy && <bdi>{people.filledInBy}</bdi>),
            fact(w.contact, people.contact && <bdi>{people.contact}</bdi>),
            fact(w.columns.planId, <span class="mono">{latest.planId}</span>),
            fact(w.columns.appId, <span class="mono">{latest.appId}</span>),
          ].map(([label, value]) => [label, value || undefined] as const)}
        />
        <p class="tools">
          {mayApply
            ? <a class="button quiet" href={paths.consolePlanChange(latest.planId)}>{w.change}</a>
            : null}
          <a class="link" href={paths.consoleList("signings", `plan_id=${latest.planId}`)}>
            {w.signings}
          </a>
          <a class="link" href={paths.consoleList("contracts", `plan_id=${latest.planId}`)}>
            {w.contracts}
          </a>
        </p>
      </section>
      <Seen lang={lang} view={view} shown={compared[0]} />
      <Versions lang={lang} versions={versions} compared={compared} />
      <Timeline lang={lang} steps={steps} />
      <AsJson lang={lang} resource={planResource(latest, people)} />
    </DeskLayout>
  );
}

function Seen({ lang, view: { merchant }, shown }: {
  readonly lang: Lang;
  readonly view: PlanView;
  readonly shown: Plan;
}) {
  const w = planWords(lang);
  const lines = disclosureOf(shown, merchant, cardLabels(undefined));
  return (
    <section class="card stack">
      <h2>{w.seen} · {w.version(shown.version)}</h2>
      {(["zh", "en"] as const).map((each) => (
        <ul key={each} class="terms" lang={each === "zh" ? "zh-Hans" : "en"}>
          {disclosureKeys.map((key) => <li key={key}>{lines[each][key]}</li>)}
        </ul>
      ))}
      <p class="full-text">
        <bdi>{shown.packageText}</bdi>
      </p>
    </section>
  );
}

function Versions({ lang, versions, compared: [shown, against] }: {
  readonly lang: Lang;
  readonly versions: readonly Plan[];
  readonly compared: readonly [Plan, Plan];
}) {
  const w = planWords(lang);
  if (versions.length < 2) return null;
  const changes = planChanges(against, shown);
  const choose = (name: string, label: string, chosen: Plan) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {versions.map(({ version, state }) => (
          <option key={version} value={`${version}`} selected={version === chosen.version}>
            {w.version(version)} · {w.states[state]}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <section class="card stack" id="versions">
      <h2>{w.versions}</h2>
      <form class="tools" method="get" action={`${paths.consolePlan(shown.planId)}#versions`}>
        {choose("version", w.versionA, shown)}
        {choose("against", w.versionB, against)}
        <button class="button quiet" type="submit">{w.compare}</button>
      </form>
      {changes.length === 0 ? <p class="quiet-text">{w.same}</p> : (
        <table class="ledger">
          <thead>
            <tr>
              <th scope="col">{w.versions}</th>
              <th scope="col">{w.version(against.version)}</th>
              <th scope="col">{w.version(shown.version)}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row" class="mono small">{field}</th>
                <td>
                  <bdi>{before || w.blank}</bdi>
                </td>
                <td>
                  <bdi>{after || w.blank}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
