import { failureReasons } from "../../core/channel/failure_reason.ts";
import type { Unanswered } from "../../core/desk/queue.ts";
import { paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { isOpen, type Proposal } from "../../core/proposal/proposal.ts";
import type { Instant } from "../../core/time.ts";
import { Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Who } from "../staff/desk.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import type { Lang } from "../words.ts";
import { findingFacts } from "./finding_facts.tsx";
import { FormError } from "./form_error.tsx";
import type { OpsFormError } from "./copy.ts";
import { opsWords } from "./words.ts";

/** What was entered in a returned proposal. */
export interface TypedFinding {
  readonly happened: string;
  readonly channelTxnNo: string;
  readonly reason: string;
  readonly evidence: string;
}

interface Props {
  readonly lang: Lang;
  readonly id: string;
  readonly state: string;
  /** Absent once there is a result, or while the channel is still asked. */
  readonly item: Unanswered | undefined;
  /** Newest first. */
  readonly proposals: readonly Proposal[];
  readonly who: Who;
  readonly now: Instant;
  readonly formError?: OpsFormError | undefined;
  readonly typed?: TypedFinding | undefined;
}

/** One payment, refund or deduction without a result: what is known, what was proposed, and the form. */
export function UnclearDetail(props: Props) {
  const { lang, id, item, state, proposals, who, now, formError } = props;
  const w = opsWords(lang);
  const open = proposals.find((each) => isOpen(each, now));
  const amount = item && <Amount money={item.amount} />;
  const merchantNo = item && <span class="mono">{item.merchantNo}</span>;
  const orderNo = item && <span class="mono">{item.channelOrderNo}</span>;
  const sentAt = item && <Time at={item.sentAt} lang={lang} />;
  const endedAt = item && <Time at={item.queriesEndedAt} lang={lang} />;
  return (
    <>
      <section class="card stack">
        <h1 class="mono">{id}</h1>
        <FormError lang={lang} error={formError} />
        <Facts
          rows={[
            [w.state, item ? w.queues.unclear : state],
            [w.amount, amount],
            [w.merchantNo, merchantNo],
            [w.channel, item?.channel],
            [w.channelOrderNo, orderNo],
            [w.sentAt, sentAt],
            [w.queriesEnded, endedAt],
          ]}
        />
        <a class="link" href={paths.opsRecord(id)}>{w.history}</a>
      </section>
      {open ? <Open {...props} proposal={open} /> : null}
      {item && !open && permits(who.role, "unclear_money:write") ? <Propose {...props} /> : null}
      <Earlier lang={lang} proposals={proposals.filter((each) => each !== open)} />
    </>
  );
}

function Proposed({ lang, proposal }: { readonly lang: Lang; readonly proposal: Proposal }) {
  const w = opsWords(lang);
  const { act, proposedAt, proposedBy } = proposal;
  const time = <Time at={proposedAt} lang={lang} />;
  const person = <span class="mono">{proposedBy}</span>;
  return (
    <Facts
      rows={[
        ...(act.kind === "settle" ? findingFacts(act, lang) : []),
        [w.proposedAt, time],
        [w.proposedBy, person],
      ]}
    />
  );
}

function Open({ lang, who, proposal }: Props & { readonly proposal: Proposal }) {
  return (
    <section class="card stack">
      <h2>{opsWords(lang).queues.proposals}</h2>
      <Proposed lang={lang} proposal={proposal} />
      <ProposalAnswers lang={lang} desk="ops" who={who} proposal={proposal} />
    </section>
  );
}

function Propose({ lang, id, formError, typed }: Props) {
  const w = opsWords(lang);
  const invalid = (wrong: readonly OpsFormError[]) =>
    formError !== undefined && wrong.includes(formError) ? { "aria-invalid": "true" as const } : {};
  return (
    <form class="card stack" method="post" action={paths.opsFindings(id)}>
      <h2>{w.settle}</h2>
      <p class="quiet-text">{w.settleHelp}</p>
      <fieldset class="choices">
        <legend>{w.happened}</legend>
        {(["succeeded", "failed"] as const).map((happened) => (
          <>
            <input
              type="radio"
              name="happened"
              id={`h-${happened}`}
              value={happened}
              required
              checked={typed?.happened === happened}
            />
            <label for={`h-${happened}`}>
              <b>{w.outcome[happened]}</b>
              <span>{w.moved[happened]}</span>
            </label>
          </>
        ))}
      </fieldset>
      <div class="field">
        <label for="channel_txn_no">{w.channelTxnNo}</label>
        <input
          id="channel_txn_no"
          name="channel_txn_no"
          maxlength={64}
          autocomplete="off"
          spellcheck={false}
          value={typed?.channelTxnNo ?? ""}
          {...invalid(["number_missing"])}
        />
      </div>
      <div class="field">
        <label for="reason">{w.reasons}</label>
        <select id="reason" name="reason">
          {failureReasons.toReversed().map((reason) => (
            <option key={reason} value={reason} selected={typed?.reason === reason}>
              {reason}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="evidence">{w.evidence}</label>
        <textarea
          id="evidence"
          name="evidence"
          rows={3}
          maxlength={500}
          required
          aria-describedby="evidence-hint"
          {...invalid(["evidence_missing", "text_flawed"])}
        >
          {typed?.evidence ?? ""}
        </textarea>
        <p id="evidence-hint" class="hint">{w.evidenceHint}</p>
      </div>
      <button class="button" type="submit">{w.propose}</button>
    </form>
  );
}

function Earlier(
  { lang, proposals }: { readonly lang: Lang; readonly proposals: readonly Proposal[] },
) {
  const w = opsWords(lang);
  if (proposals.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.earlier}</h2>
      {proposals.map((each) => (
        <div key={each.proposalId}>
          <h3>{w.proposalStates[each.state === "waiting" ? "expired" : each.state]}</h3>
          <Proposed lang={lang} proposal={each} />
        </div>
      ))}
    </section>
  );
}
