import type { Claim } from "../../../core/claim/claim.ts";
import type { DisputeView } from "../../../core/console/view_dispute.ts";
import {
  ANSWER_CHARACTERS_MAX,
  type Dispute,
  isWaiting,
  takes,
} from "../../../core/dispute/dispute.ts";
import { takesFiles } from "../../../core/dispute/attach_file.ts";
import { FILES_MAX } from "../../../core/dispute/dispute_file.ts";
import { disputeResource } from "../../../core/dispute/dispute_resource.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { ChargebackRows } from "../../dispute/chargeback_rows.tsx";
import { claimWords } from "../../claim/claim_words.ts";
import { disputeMarks } from "../../dispute/dispute_marks.ts";
import { Evidence } from "../../dispute/evidence.tsx";
import { Files } from "../../dispute/files.tsx";
import { Said } from "../../dispute/said.tsx";
import { disputeWords } from "../../dispute/words.ts";
import type { Frame } from "../../frame.ts";
import { fact, Facts } from "../../parts/facts.tsx";
import { Amount, formatMoney } from "../../parts/money.tsx";
import { withMoments } from "../../parts/moments.tsx";
import { formatTime, Time } from "../../parts/time.tsx";
import type { Who } from "../../staff/desk.tsx";
import { Problem } from "../../staff/problem.tsx";
import type { Lang } from "../../words.ts";
import { DetailPage } from "../detail.tsx";
import { StateWord } from "../state_word.tsx";
import { consoleDisputeWords, type DisputeProblem, isFileProblem } from "./dispute_words.ts";

interface Props {
  readonly frame: Frame;
  readonly who: Who;
  readonly view: DisputeView;
  readonly problem?: DisputeProblem | undefined;
  readonly typed?: string | undefined;
}

/** One dispute: what is due and until when, the evidence, and the merchant's two answers. */
export function DisputePage({ frame, who, view, problem, typed }: Props) {
  const { lang } = frame;
  const w = consoleDisputeWords(lang);
  const { dispute, chargebacks, claim, steps, deliveries } = view;
  const mayAnswer = permits(who.role, "disputes:write");
  return (
    <DetailPage
      frame={frame}
      who={who}
      section="disputes"
      title={dispute.merchantOrderNo}
      steps={steps}
      deliveries={deliveries}
      resource={disputeResource(dispute)}
    >
      <Problem
        text={problem && w.problems[problem]}
        field={problem === "text" ? "text" : problem && isFileProblem(problem) ? "file" : undefined}
      />
      <Standing lang={lang} dispute={dispute} claim={claim} />
      {mayAnswer ? <Answers lang={lang} view={view} problem={problem} typed={typed} /> : null}
      <ChargebackRows lang={lang} chargebacks={chargebacks} />
      <Files
        lang={lang}
        dispute={dispute}
        evidenceHref={paths.consoleDisputeEvidence(dispute.disputeId)}
        hrefTo={({ sha256 }) => paths.consoleDisputeFile(dispute.disputeId, sha256)}
      >
        {mayAnswer && takesFiles(dispute) && dispute.files.length < FILES_MAX
          ? <Attach lang={lang} dispute={dispute} problem={problem} />
          : undefined}
      </Files>
      <Evidence lang={lang} dispute={dispute} />
    </DetailPage>
  );
}

function Standing({ lang, dispute, claim }: {
  readonly lang: Lang;
  readonly dispute: Dispute;
  readonly claim: Claim | undefined;
}) {
  const w = consoleDisputeWords(lang);
  const { columns, states, reasons, openedBy } = disputeWords(lang);
  const { state, of, refundId } = dispute;
  const due = isWaiting(dispute) ? dispute.dueAt : undefined;
  const time = (at: typeof due) => at && <Time at={at} lang={lang} />;
  return (
    <section class="card stack">
      <h1>
        <StateWord mark={disputeMarks[state]} text={states[state]} />{" "}
        <Amount money={dispute.amount} />
      </h1>
      <p>{withMoments(w.notes[state](due === undefined ? "" : formatTime(due, lang)))}</p>
      <Facts
        rows={[
          fact(columns.reason, reasons[dispute.reason]),
          fact(columns.due, time(due)),
          fact(columns.opened, time(dispute.createdAt)),
          fact(columns.openedBy, openedBy[dispute.openedBy]),
          fact(columns.escalatedAt, time(dispute.escalatedAt)),
          fact(columns.ended, isWaiting(dispute) ? undefined : time(dispute.endedAt)),
          fact(
            columns.of,
            of.orderId === undefined
              ? (
                <a class="link mono" href={paths.consoleDeduction(of.deductionId)}>
                  {of.deductionId}
                </a>
              )
              : <a class="link mono" href={paths.consoleOrder(of.orderId)}>{of.orderId}</a>,
          ),
          fact(
            columns.refundId,
            refundId && <a class="link mono" href={paths.consoleRefund(refundId)}>{refundId}</a>,
          ),
          fact(
            columns.chargedBack,
            dispute.chargedBack.fen > 0 ? <Amount money={dispute.chargedBack} /> : undefined,
          ),
          fact(
            claimWords(lang).twice,
            claim && claim.amount.fen > 0 ? <Amount money={claim.amount} /> : undefined,
          ),
          fact(columns.disputeId, <span class="mono">{dispute.disputeId}</span>),
        ]}
      />
      <Said
        lang={lang}
        dispute={dispute}
        titles={{ answer: w.yourAnswer, decision: w.decision }}
      />
    </section>
  );
}

function Attach({ lang, dispute: { disputeId }, problem }: {
  readonly lang: Lang;
  readonly dispute: Dispute;
  readonly problem: DisputeProblem | undefined;
}) {
  const w = consoleDisputeWords(lang);
  return (
    <form
      class="stack"
      method="post"
      enctype="multipart/form-data"
      action={paths.consoleDisputeFiles(disputeId)}
    >
      <div class="field">
        <label for="file">{w.file}</label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".pdf,.png,.jpg,.jpeg"
          required
          aria-describedby="file-hint"
          {...(problem && isFileProblem(problem) ? { "aria-invalid": "true" } : {})}
        />
        <p id="file-hint" class="hint">{w.fileHint}</p>
      </div>
      <p class="tools">
        <button class="button quiet" type="submit">{w.attach}</button>
      </p>
    </form>
  );
}

/** Refund it, or say why not: as far as either can still be said. */
function Answers({ lang, view: { dispute, left }, problem, typed }: {
  readonly lang: Lang;
  readonly view: DisputeView;
  readonly problem: DisputeProblem | undefined;
  readonly typed: string | undefined;
}) {
  const w = consoleDisputeWords(lang);
  const { disputeId, answer } = dispute;
  const amount = formatMoney(left);
  return (
    <>
      {takes(dispute, "accepted")
        ? (
          <form
            class="card stack"
            method="post"
            action={paths.consoleDisputeAcceptance(disputeId)}
          >
            <h2>{w.accept}</h2>
            <p>{w.acceptHelp(amount)}</p>
            <input type="hidden" name="left" value={`${left.fen}`} />
            <p class="tools">
              <button class="button" type="submit">{w.acceptButton(amount)}</button>
            </p>
          </form>
        )
        : null}
      {takes(dispute, "contested") && !answer
        ? (
          <form class="card stack" method="post" action={paths.consoleDisputeAnswer(disputeId)}>
            <h2>{w.answer}</h2>
            <div class="field">
              <label for="text">{w.answerLabel}</label>
              <textarea
                id="text"
                name="text"
                rows={5}
                maxlength={ANSWER_CHARACTERS_MAX}
                required
                aria-describedby="text-hint"
                {...(problem === "text" ? { "aria-invalid": "true" } : {})}
              >
                {typed ?? ""}
              </textarea>
              <p id="text-hint" class="hint">{w.answerHint}</p>
            </div>
            <p class="tools">
              <button class="button quiet" type="submit">{w.contest}</button>
            </p>
          </form>
        )
        : null}
    </>
  );
}
