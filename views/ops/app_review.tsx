import type { AppApplication } from "../../core/app/app_application.ts";
import type { FieldChange } from "../../core/desk/form_changes.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { ChangeList } from "./change_list.tsx";
import type { OpsFormError } from "./copy.ts";
import { DecisionForm } from "./decision_form.tsx";
import { FormError } from "./form_error.tsx";
import { Lines } from "./lines.tsx";
import { merchantWords } from "./merchant_words.ts";
import { opsWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly application: AppApplication;
  readonly merchantName: string;
  /** From the version before, where there is one. */
  readonly changes: readonly FieldChange[] | undefined;
  readonly mayDecide: boolean;
  readonly formError?: OpsFormError | undefined;
  readonly typedReason?: string | undefined;
}

/** An application for an app id: what it is granted for, what changed since the last one, and the decision. */
export function AppReview(props: Props) {
  const { lang, application, merchantName, changes, mayDecide, formError, typedReason } = props;
  const { applicationId, version, state, merchantNo, appId, rejectionReason } = application;
  const w = opsWords(lang);
  return (
    <>
      <section class="card stack">
        <p class="quiet-text">{w.appId}</p>
        <h1>
          <bdi>{application.name}</bdi>
        </h1>
        <FormError lang={lang} error={formError} />
        <Facts
          rows={[
            fact(w.state, w.planStates[state]),
            fact(w.version, w.plan(version)),
            fact(
              w.merchantNo,
              <>
                <bdi>{merchantName}</bdi>{" "}
                <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>
              </>,
            ),
            fact(w.agreementDigest, <Lines texts={[application.agreementDigest]} />),
            fact(w.sentAt, <Time at={application.submittedAt} lang={lang} />),
            fact("app_id", appId && <span class="mono">{appId}</span>),
            fact(w.rejection, rejectionReason && <bdi>{rejectionReason}</bdi>),
          ]}
        />
      </section>
      {changes
        ? (
          <section class="card stack">
            <h2>{merchantWords(lang).changes(version - 1)}</h2>
            <ChangeList lang={lang} changes={changes} isChange />
          </section>
        )
        : null}
      {state === "submitted" && mayDecide
        ? (
          <DecisionForm
            lang={lang}
            action={paths.opsAppDecision(applicationId)}
            version={version}
            wrong={formError === "reason_missing" || formError === "text_flawed"}
            typedReason={typedReason}
          >
            <p>{w.appApproveHelp}</p>
          </DecisionForm>
        )
        : null}
    </>
  );
}
