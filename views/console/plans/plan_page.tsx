import type { PlanView } from "../../../core/console/view_plan.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Plan } from "../../../core/plan/plan.ts";
import { planResource } from "../../../core/plan/plan_resource.ts";
import { cardLabels, disclosureKeys, disclosureOf } from "../../../core/signing/disclosure.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import type { Lang } from "../../words.ts";
import { DetailPage } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { planMarks } from "./plan_columns.tsx";
import { PlanVersions } from "./plan_versions.tsx";
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
    <DetailPage
      frame={frame}
      who={who}
      section="plans"
      title={latest.title}
      steps={steps}
      resource={planResource(latest, people.get(latest.version))}
    >
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
      <PlanVersions lang={lang} view={view} compared={compared} />
    </DetailPage>
  );
}

function Seen({ lang, view: { merchant }, shown }: {
  readonly lang: Lang;
  readonly view: PlanView;
  readonly shown: Plan;
}) {
  const w = planWords(lang);
  const lines = disclosureOf(shown, merchant, cardLabels(undefined));
  const termsIn = (each: Lang) => (
    <ul class="terms" lang={each === "zh" ? "zh-Hans" : "en"}>
      {disclosureKeys.map((key) => <li key={key}>{lines[each][key]}</li>)}
    </ul>
  );
  return (
    <section class="card stack">
      <h2>{w.seen} · {w.version(shown.version)}</h2>
      {termsIn(lang)}
      <p class="full-text">
        <bdi>{shown.packageText}</bdi>
      </p>
      <details>
        <summary>{w.inOtherLanguage}</summary>
        {termsIn(lang === "zh" ? "en" : "zh")}
      </details>
    </section>
  );
}
