import type { Application } from "../../core/application/application.ts";
import { type MaskedField, maskedFields } from "../../core/application/look_at_application.ts";
import type { FieldChange } from "../../core/desk/form_changes.ts";
import { paths } from "../../core/paths.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Time } from "../parts/time.tsx";
import { Problem } from "../staff/problem.tsx";
import { TextField } from "../staff/text_field.tsx";
import type { Lang } from "../words.ts";
import { ChangeList } from "./change_list.tsx";
import { DecisionForm } from "./decision_form.tsx";
import { Lines } from "./lines.tsx";
import type { MerchantFormError } from "./merchant_copy.ts";
import { merchantWords } from "./merchant_words.ts";
import { opsWords } from "./words.ts";

/** What came back with a form that was refused. */
export interface TypedForm {
  readonly reason?: string | undefined;
  readonly name?: string | undefined;
  readonly mail?: string | undefined;
}

interface Props {
  readonly lang: Lang;
  readonly application: Application;
  readonly parentName: string;
  /** Who filed it at the desk, and whether that is whoever looks at it. */
  readonly filer?: string | undefined;
  readonly isOwn?: boolean;
  /** From the version before, where there is one. */
  readonly changes: readonly FieldChange[] | undefined;
  readonly mayDecide: boolean;
  readonly mayLook: boolean;
  /** Whether its number is open and nobody can sign in for it yet. */
  readonly awaitsOwner: boolean;
  /** One field in full, for this answer. */
  readonly unmasked?: { readonly field: MaskedField; readonly value: string } | undefined;
  readonly formError?: MerchantFormError | undefined;
  readonly typed?: TypedForm | undefined;
}

/** An application for a live number: the whole form, what changed since the last one, and the decision. */
export function ApplicationReview(props: Props) {
  const { lang, application, changes, mayDecide, mayLook, awaitsOwner, formError, typed } = props;
  const { applicationId, state, filedBy } = application;
  const w = merchantWords(lang);
  return (
    <>
      <Problem text={formError && w.errors[formError]} field={fieldOf(formError)} />
      <Standing {...props} />
      {changes
        ? (
          <section class="card stack">
            <h2>{w.changes(application.version - 1)}</h2>
            <ChangeList lang={lang} changes={changes} isChange />
          </section>
        )
        : null}
      <Form {...props} />
      {mayLook ? <Look lang={lang} application={application} wrong={formError} /> : null}
      {state === "submitted" && mayDecide && props.isOwn
        ? <p class="card">{w.errors.second_person_needed}</p>
        : null}
      {state === "rejected" && filedBy !== undefined && mayDecide
        ? <a class="button quiet" href={paths.opsRootApplication(applicationId)}>{w.fileAgain}</a>
        : null}
      {state === "submitted" && mayDecide && !props.isOwn
        ? (
          <DecisionForm
            lang={lang}
            action={paths.opsApplicationDecision(applicationId)}
            version={application.version}
            wrong={formError === "reason_missing" ||
              (formError === "text_flawed" && typed?.reason !== undefined)}
            typedReason={typed?.reason}
          >
            <p>{w.approveHelp}</p>
          </DecisionForm>
        )
        : null}
      {awaitsOwner && mayDecide ? <FirstOwner {...props} /> : null}
    </>
  );
}

function fieldOf(error: MerchantFormError | undefined): string | undefined {
  switch (error) {
    case "reason_missing":
      return "reason";
    case "look_reason_missing":
      return "look-reason";
    case "name":
    case "mail":
      return error;
    case "standing_reason_missing":
    case "text_flawed":
    case "changed":
    case "enterprise_stopped":
    case "not_opened":
    case "second_person_needed":
    case "somebody_there":
    case undefined:
      return undefined;
  }
}

function Standing({ lang, application, parentName, filer }: Props) {
  const w = merchantWords(lang);
  const { submitted, version, state, merchantNo } = { ...opsWords(lang), ...w };
  const { decidedAt, rejectionReason } = application;
  return (
    <section class="card stack">
      <p class="quiet-text">{w.application}</p>
      <h1>
        <bdi>{application.name}</bdi>
      </h1>
      <Facts
        rows={[
          fact(state, w.states[application.state]),
          fact(version, opsWords(lang).plan(application.version)),
          fact(
            w.parent,
            application.parentNo === undefined ? w.filedBy(filer ?? "") : (
              <>
                <bdi>{parentName}</bdi>{" "}
                <a class="link mono" href={paths.opsMerchant(application.parentNo)}>
                  {application.parentNo}
                </a>
              </>
            ),
          ),
          fact(w.reference, <bdi>{application.reference}</bdi>),
          fact(submitted, <Time at={application.submittedAt} lang={lang} />),
          fact(w.decided, decidedAt && <Time at={decidedAt} lang={lang} />),
          fact(w.rejection, rejectionReason && <bdi>{rejectionReason}</bdi>),
          fact(
            merchantNo,
            application.merchantNo && (
              <a class="link mono" href={paths.opsMerchant(application.merchantNo)}>
                {application.merchantNo}
              </a>
            ),
          ),
        ]}
      />
    </section>
  );
}

function Form({ lang, application, unmasked }: Props) {
  const w = merchantWords(lang);
  const { none } = opsWords(lang);
  const { app, masked: { contact, account } } = application;
  const shown: Readonly<Record<MaskedField, string>> = {
    contact_name: contact.name,
    contact_phone: contact.phone,
    account_holder: account.holder,
    account_no: `…${account.lastFour}`,
  };
  const lines = (texts: readonly string[]) => texts.length === 0 ? none : <Lines texts={texts} />;
  return (
    <section class="card stack">
      <h2>{w.form}</h2>
      <Facts
        rows={[
          fact(w.licence, <span class="mono">{application.licenceNo}</span>),
          fact(w.legalName, <bdi>{application.legalName}</bdi>),
          fact(w.products, lines(application.products)),
          fact(w.returnUrls, lines(application.returnUrls)),
          fact(w.embedOrigins, lines(application.embedOrigins)),
          fact(w.agreementDigest, lines([application.agreementDigest])),
          fact(w.app, app ? <bdi>{app.name}</bdi> : application.parentNo ? w.sharesApp : none),
          fact(w.agreementDigest, app && lines([app.agreementDigest])),
        ]}
      />
      <h2>{w.private}</h2>
      <Facts
        rows={[
          fact(w.bank, <bdi>{account.bank}</bdi>),
          ...maskedFields.map((field) =>
            field === unmasked?.field
              ? fact(
                w.unmasked(w.masked[field]),
                <b>
                  <bdi>{unmasked.value}</bdi>
                </b>,
              )
              : fact(w.masked[field], <bdi>{shown[field]}</bdi>)
          ),
        ]}
      />
    </section>
  );
}

interface LookProps extends Pick<Props, "lang" | "application"> {
  readonly wrong: MerchantFormError | undefined;
}

function Look({ lang, application, wrong }: LookProps) {
  const w = merchantWords(lang);
  return (
    <details class="card" open={wrong === "look_reason_missing"}>
      <summary>{w.unmaskField}</summary>
      <form
        class="stack"
        method="post"
        action={paths.opsApplicationLook(application.applicationId)}
      >
        <p class="quiet-text">{w.unmaskHelp}</p>
        <p class="field">
          <label for="field">{w.unmaskField}</label>
          <select id="field" name="field">
            {maskedFields.map((field) => (
              <option key={field} value={field}>{w.masked[field]}</option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="look-reason">{w.lookReason}</label>
          <input
            id="look-reason"
            name="reason"
            maxlength={200}
            required
            autocomplete="off"
            {...(wrong === "look_reason_missing" ? { "aria-invalid": "true" } : {})}
          />
        </p>
        <button class="button quiet" type="submit">{w.unmask}</button>
      </form>
    </details>
  );
}

function FirstOwner({ lang, application, formError, typed }: Props) {
  const w = merchantWords(lang);
  return (
    <form
      class="card stack"
      method="post"
      action={paths.opsFirstOwner(application.applicationId)}
    >
      <h2>{w.firstOwner}</h2>
      <p class="quiet-text">{w.firstOwnerHelp}</p>
      <TextField
        name="name"
        label={w.name}
        value={typed?.name ?? ""}
        invalid={formError === "name"}
      />
      <TextField
        name="mail"
        type="email"
        label={w.mail}
        value={typed?.mail ?? ""}
        invalid={formError === "mail"}
      />
      <button class="button" type="submit">{w.makeLink}</button>
    </form>
  );
}
