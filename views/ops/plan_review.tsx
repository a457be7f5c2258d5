import type { planChanges } from "../../core/desk/plan_changes.ts";
import { paths } from "../../core/paths.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { type Disclosure, disclosureKeys } from "../../core/signing/disclosure.ts";
import { Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { textOf } from "../console/plans/plan_text.ts";
import { planWords } from "../console/plans/plan_words.ts";
import type { Lang } from "../words.ts";
import { ChangeList } from "./change_list.tsx";
import { DecisionForm } from "./decision_form.tsx";
import { FormError } from "./form_error.tsx";
import type { OpsFormError } from "./copy.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly plan: Plan;
  readonly merchantName: string;
  /** Exactly what a consumer reads before signing, in both languages. */
  readonly lines: Readonly<Record<Lang, Disclosure>>;
  /** From the version in force, or the whole form of a first one. */
  readonly changes: ReturnType<typeof planChanges>;
  readonly isChange: boolean;
  readonly mayWrite: boolean;
  readonly formError?: OpsFormError | undefined;
  readonly typedReason?: string | undefined;
}

/** An application, to be decided: the consumer's text first, then what changes, then the decision. */
export function PlanReview(props: Props) {
  const { lang, plan, merchantName, lines, changes, isChange, mayWrite } = props;
  const { formError, typedReason } = props;
  const w = opsWords(lang);
  const named = changes.map(({ field, before, after }) => ({
    field: planWords(lang).fields[field],
    before: textOf(field, before, lang),
    after: textOf(field, after, lang),
  }));
  const time = <Time at={plan.submittedAt} lang={lang} />;
  const merchant = (
    <>
      <bdi>{merchantName}</bdi> <span class="mono">{plan.merchantNo}</span>
    </>
  );
  return (
    <>
      <section class="card stack">
        <h1>
          <bdi>{plan.title}</bdi>
        </h1>
        <FormError lang={lang} error={formError} />
        <Facts
          rows={[
            [w.state, w.planStates[plan.state]],
            [w.version, w.plan(plan.version)],
            [w.merchantNo, merchant],
            [w.sentAt, time],
          ]}
        />
      </section>
      <section class="card stack">
        <h2>{w.consumerSees}</h2>
        {(["zh", "en"] as const).map((each) => (
          <ul key={each} class="terms" lang={each === "zh" ? "zh-Hans" : "en"}>
            {disclosureKeys.map((key) => <li key={key}>{lines[each][key]}</li>)}
          </ul>
        ))}
        <p class="full-text">
          <bdi>{plan.packageText}</bdi>
        </p>
      </section>
      <section class="card stack">
        <h2>{isChange ? w.changes : w.whole}</h2>
        <ChangeList lang={lang} changes={named} isChange={isChange} />
      </section>
      {plan.state === "submitted" && mayWrite
        ? (
          <DecisionForm
            lang={lang}
            action={paths.opsPlanDecision(plan.planId)}
            version={plan.version}
            wrong={formError === "reason_missing" || formError === "text_flawed"}
            typedReason={typedReason}
          />
        )
        : null}
    </>
  );
}
