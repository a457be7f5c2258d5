import type { Application } from "../../../core/application/application.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Frame } from "../../frame.ts";
import { Lines } from "../../ops/lines.tsx";
import { lines } from "./lines.tsx";
import { Band } from "../../parts/band.tsx";
import { fact, Facts } from "../../parts/facts.tsx";
import { Time } from "../../parts/time.tsx";
import { DeskLayout, type Who } from "../../staff/desk.tsx";
import { settingsWords } from "../settings/settings_words.ts";
import { StateWord } from "../state_word.tsx";
import { applicationMarks } from "./application_columns.tsx";
import { childWords } from "./child_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly application: Application;
}

/** How far an application is, and what was applied for; contact and account masked. */
export function ApplicationPage({ frame, who, application }: Props) {
  const { lang } = frame;
  const w = childWords(lang);
  const a = w.application;
  const s = settingsWords(lang);
  const { state, masked: { contact, account }, merchantNo } = application;
  return (
    <DeskLayout
      frame={frame}
      desk="console"
      who={who}
      section="applications"
      title={application.name}
    >
      <h1>
        <bdi>{application.name}</bdi>
      </h1>
      {application.rejectionReason === undefined ? null : (
        <section class="card stack">
          <Band mark="unclear">
            <p>
              {w.rejection}: <bdi>{application.rejectionReason}</bdi>
            </p>
          </Band>
          {permits(who.role, "children:write")
            ? (
              <a class="button" href={paths.consoleNewChild(application.applicationId)}>
                {a.resubmit}
              </a>
            )
            : null}
        </section>
      )}
      <section class="card">
        <Facts
          rows={[
            fact(
              w.columns.state,
              <StateWord mark={applicationMarks[state]} text={w.applicationStates[state]} />,
            ),
            fact(
              w.merchantNo,
              merchantNo && (
                <a class="link mono" href={paths.consoleChild(merchantNo)}>{merchantNo}</a>
              ),
            ),
            fact(w.submitted, <Time at={application.submittedAt} lang={lang} />),
            fact(
              w.decided,
              application.decidedAt && <Time at={application.decidedAt} lang={lang} />,
            ),
            fact(w.version, application.version),
            fact(w.columns.reference, <bdi class="mono">{application.reference}</bdi>),
            fact(
              w.columns.products,
              application.products.map((each) => (
                <span key={each} class="line">{s.productNames[each]}</span>
              )),
            ),
            fact(a.legal_name, <bdi>{application.legalName}</bdi>),
            fact(a.licence_no, <span class="mono">{application.licenceNo}</span>),
            fact(a.contact, `${contact.name} ${contact.phone}`),
            fact(a.account, `${account.bank} ${account.holder} ···· ${account.lastFour}`),
            fact(a.agreement_digest, <Lines texts={[application.agreementDigest]} />),
            fact(a.app_name, application.app && <bdi>{application.app.name}</bdi>),
            fact(s.returnUrls, lines(application.returnUrls)),
            fact(s.embedOrigins, lines(application.embedOrigins)),
          ]}
        />
      </section>
    </DeskLayout>
  );
}
