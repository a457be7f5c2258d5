import { leftOf } from "../../core/difference/difference.ts";
import { paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { isOpen } from "../../core/proposal/proposal.ts";
import { isolated } from "../../core/text/isolated.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import { actFacts } from "../staff/act_facts.tsx";
import { Problem } from "../staff/problem.tsx";
import { ProposalAnswers } from "../staff/proposal_answers.tsx";
import { CommentForm, SettlingForm } from "./difference_forms.tsx";
import type { DifferenceProps } from "./difference_props.ts";
import { type ReconciliationError, reconciliationWords } from "./words.ts";

/** One difference: both sides, whose it is, what was said, and how it is settled. */
export function DifferencePage(props: DifferenceProps) {
  const { lang, difference, proposals, who, now, formError } = props;
  const w = reconciliationWords(lang);
  const mayWrite = permits(who.role, "reconciliation:write");
  const waiting = proposals.find((each) => isOpen(each, now));
  const isUnder = difference.state === "open";
  return (
    <>
      <Problem
        text={formError && w.errors[formError]}
        field={formError && fieldOf(formError, props.typedComment !== undefined)}
      />
      <DifferenceFacts {...props} />
      {isUnder && mayWrite
        ? (
          <form
            class="card actions"
            method="post"
            action={paths.opsDifferenceOwner(difference.differenceId)}
          >
            {difference.owner === who.staffId
              ? (
                <button class="button quiet" name="gives" value="1" type="submit">
                  {w.giveBack}
                </button>
              )
              : <button class="button quiet" type="submit">{w.take}</button>}
          </form>
        )
        : null}
      {waiting
        ? (
          <section class="card stack">
            <h2>{w.waits}</h2>
            <Facts
              rows={waiting.act.kind === "settle_difference"
                ? [
                  fact(w.settledAs, w.ways[waiting.act.way]),
                  ...actFacts(waiting.act, lang).slice(1),
                ]
                : []}
            />
            <ProposalAnswers lang={lang} desk="ops" who={who} proposal={waiting} />
          </section>
        )
        : null}
      {isUnder && !waiting && mayWrite ? <SettlingForm {...props} /> : null}
      <Comments {...props} />
      {mayWrite ? <CommentForm {...props} /> : null}
    </>
  );
}

function fieldOf(error: ReconciliationError, isComment: boolean): string | undefined {
  if (isComment) return "comment";
  return error === "way_missing"
    ? "way"
    : error === "why_missing" || error === "text_flawed"
    ? "reason"
    : undefined;
}

function DifferenceFacts({ lang, difference, fileName, names }: DifferenceProps) {
  const w = reconciliationWords(lang);
  const { differenceId, reason, differs, state, merchantNo, owner, fileId, lineNo } = difference;
  const { subjectId, clearingDay, theirs, ours, corrected, dueAt, foundAt } = difference;
  const settled = difference.state === "settled" ? difference : undefined;
  const left = <Amount money={leftOf(difference)} />;
  const day = <a class="link" href={paths.opsReconciliation(clearingDay)}>{clearingDay}</a>;
  return (
    <section class="card stack">
      <h1>{w.reasons[reason]}</h1>
      <p class="quiet-text">{w.reasonHelp[reason]}</p>
      <Facts
        rows={[
          fact(w.state, w.caseStates[state]),
          fact(
            w.differsIn,
            differs.length === 0
              ? undefined
              : differs.map((each) => w.fields[each]).join(lang === "zh" ? "、" : ", "),
          ),
          fact(w.theirs, <Amount money={theirs} />),
          fact(w.ours, <Amount money={ours} />),
          fact(w.corrected, corrected.fen === 0 ? undefined : <Amount money={corrected} />),
          fact(w.left, left),
          fact(w.clearingDay, day),
          fact(
            w.merchant,
            merchantNo === undefined
              ? w.unknownMerchant
              : <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>,
          ),
          fact(
            w.name,
            fileId && (
              <a
                class="link"
                href={paths.opsStatementFile(fileId, { after: `${lineNo - 1}` })}
              >
                {w.line(fileName ?? fileId, lineNo)}
              </a>
            ),
          ),
          fact(
            w.about,
            subjectId && <a class="link mono" href={paths.opsRecord(subjectId)}>{subjectId}</a>,
          ),
          fact(w.owner, owner === undefined ? w.nobody : isolated(names.get(owner) ?? owner)),
          fact(w.due, state === "open" ? <Time at={dueAt} lang={lang} /> : undefined),
          fact(w.found, <Time at={foundAt} lang={lang} />),
          fact(
            w.ended,
            difference.state === "open" ? undefined : <Time at={difference.endedAt} lang={lang} />,
          ),
          fact(w.settledAs, settled && w.ways[settled.way]),
          fact(w.why, settled && isolated(settled.why)),
        ]}
      />
      <a class="link" href={paths.opsRecord(differenceId)}>{w.history}</a>
    </section>
  );
}

function Comments({ lang, comments, names }: DifferenceProps) {
  const w = reconciliationWords(lang);
  return (
    <section class="card stack">
      <h2>{w.comments}</h2>
      {comments.length === 0 ? <p class="quiet-text">{w.noComments}</p> : null}
      <ul class="rows">
        {comments.map(({ text, by, at }) => (
          <li key={`${at}${text}`}>
            <span>
              <span class="full-text">{text}</span>
              <span class="small quiet-text">
                {isolated(names.get(by) ?? by)} · <Time at={at} lang={lang} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
