import { failureReasons } from "../../core/channel/failure_reason.ts";
import type { Unanswered } from "../../core/desk/queue.ts";
import { paths } from "../../core/paths.ts";
import type { Resolution } from "../../core/resolution/resolution.ts";
import { Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { FormError } from "./form_error.tsx";
import type { OpsFormError } from "./copy.ts";
import { opsWords } from "./words.ts";

/** What was entered in a returned proposal. */
export interface TypedProposal {
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
  readonly resolutions: readonly Resolution[];
  /** Whether this person may propose and confirm. */
  readonly mayWrite: boolean;
  readonly formError?: OpsFormError | undefined;
  readonly typed?: TypedProposal | undefined;
}

/** One payment, refund or deduction without a result: what is known, what was proposed, and the form. */
export function UnclearDetail(props: Props) {
  const { lang, id, item, state, resolutions, mayWrite, formError } = props;
  const w = opsWords(lang);
  const open = resolutions.find((each) => each.state === "proposed");
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
      {open ? <Open {...props} resolution={open} /> : null}
      {item && !open && mayWrite ? <Propose {...props} /> : null}
      <Earlier lang={lang} resolutions={resolutions.filter((each) => each !== open)} />
    </>
  );
}

function Proposed({ lang, resolution }: { readonly lang: Lang; readonly resolution: Resolution }) {
  const w = opsWords(lang);
  const { finding, evidence, proposedAt, proposedBy } = resolution;
  const txnNo = finding.type === "succeeded"
    ? <span class="mono">{finding.channelTxnNo}</span>
    : undefined;
  const said = <bdi>{evidence}</bdi>;
  const time = <Time at={proposedAt} lang={lang} />;
  const person = <span class="mono">{proposedBy}</span>;
  return (
    <Facts
      rows={[
        [w.happened, w.outcome[finding.type]],
        [w.channelTxnNo, txnNo],
        [w.reasons, finding.type === "failed" ? finding.reason : undefined],
        [w.evidence, said],
        [w.proposedAt, time],
        [w.proposedBy, person],
      ]}
    />
  );
}

function Open({ lang, resolution, mayWrite }: Props & { readonly resolution: Resolution }) {
  const w = opsWords(lang);
  const { resolutionId } = resolution;
  return (
    <section class="card stack">
      <h2>{w.queues.resolutions}</h2>
      <Proposed lang={lang} resolution={resolution} />
      {mayWrite
        ? (
          <div class="halves">
            <form method="post" action={paths.opsConfirmation(resolutionId)}>
              <button class="button" type="submit">{w.confirm}</button>
            </form>
            <form method="post" action={paths.opsWithdrawal(resolutionId)}>
              <button class="button quiet" type="submit">{w.withdraw}</button>
            </form>
          </div>
        )
        : <p class="quiet-text">{w.second}</p>}
    </section>
  );
}

function Propose({ lang, id, formError, typed }: Props) {
  const w = opsWords(lang);
  const invalid = (wrong: readonly OpsFormError[]) =>
    formError !== undefined && wrong.includes(formError) ? { "aria-invalid": "true" as const } : {};
  return (
    <form class="card stack" method="post" action={paths.opsResolutions(id)}>
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
  { lang, resolutions }: { readonly lang: Lang; readonly resolutions: readonly Resolution[] },
) {
  const w = opsWords(lang);
  if (resolutions.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.earlier}</h2>
      {resolutions.map((each) => (
        <div key={each.resolutionId}>
          <h3>{w.resolutionStates[each.state]}</h3>
          <Proposed lang={lang} resolution={each} />
        </div>
      ))}
    </section>
  );
}
