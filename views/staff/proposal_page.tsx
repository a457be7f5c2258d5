import type { Desk } from "../../core/paths.ts";
import { isOpen } from "../../core/proposal/proposal.ts";
import type { Instant } from "../../core/time.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Frame } from "../frame.ts";
import { Facts } from "../parts/facts.tsx";
import { formatTime, Time } from "../parts/time.tsx";
import type { ProposalProblem } from "./act_problem.ts";
import { actFacts } from "./act_facts.tsx";
import { actText, type ShownProposal } from "./act_text.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { Problem } from "./problem.tsx";
import { problemText } from "./problem_text.ts";
import { ProposalAnswers } from "./proposal_answers.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly shown: ShownProposal;
  readonly now: Instant;
  readonly problem: ProposalProblem | undefined;
}

/** One dangerous act: what would happen, who proposed it, and the two answers. */
export function ProposalPage({ frame, desk, who, shown, now, problem }: Props) {
  const { lang } = frame;
  const w = staffWords(lang);
  const { proposal, proposer, merchant } = shown;
  const { act, merchantNo, proposedAt, expiresAt } = proposal;
  const open = isOpen(proposal, now);
  const title = actText(shown, lang);
  const whose = merchant !== undefined && (
    <>
      <bdi>{merchant}</bdi> <span class="mono">{merchantNo}</span>
    </>
  );
  const time = <Time at={proposedAt} lang={lang} />;
  const state = open
    ? w.waitsUntil(formatTime(expiresAt, lang))
    : w.proposalStates[proposal.state === "waiting" ? "expired" : proposal.state];
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="proposals" title={title}>
      <Problem text={problem && problemText(problem, lang)} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <Facts
          rows={[
            [w.merchant, whose || undefined],
            ...actFacts(act, lang),
            [w.proposer, isolated(proposer ?? w.nameless)],
            [w.proposedAt, time],
            [w.state, state],
          ]}
        />
        {open ? <ProposalAnswers lang={lang} desk={desk} who={who} proposal={proposal} /> : null}
      </section>
    </DeskLayout>
  );
}
