import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { isOpen, permissionFor } from "../../core/proposal/proposal.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { formatTime, Time } from "../parts/time.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { Problem } from "./problem.tsx";
import { actText, type ShownProposal } from "./act_text.ts";
import { staffWords } from "./words.ts";

export type ProposalProblem =
  | "second_person_needed"
  | "proposal_over"
  | "last_head"
  | "staff_not_found";

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
  const w = staffWords(frame.lang);
  const { proposal, proposer, merchant } = shown;
  const { proposalId, act, digest, proposedBy, proposedAt, expiresAt } = proposal;
  const open = isOpen(proposal, now);
  const mine = proposedBy === who.staffId;
  const title = actText(shown, w);
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="proposals" title={title}>
      <Problem text={problem && w.proposalProblems[problem]} />
      <section class="card stack narrow-card">
        <h1>{title}</h1>
        <dl class="facts">
          {merchant === undefined ? null : (
            <div>
              <dt>{w.merchant}</dt>
              <dd>
                <bdi>{merchant}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{w.proposer}</dt>
            <dd>
              <bdi>{proposer ?? w.nameless}</bdi>
            </dd>
          </div>
          <div>
            <dt>{w.proposedAt}</dt>
            <dd>
              <Time at={proposedAt} lang={frame.lang} />
            </dd>
          </div>
          <div>
            <dt>{w.state}</dt>
            <dd>
              {open
                ? w.waitsUntil(formatTime(expiresAt, frame.lang))
                : w.proposalStates[proposal.state === "waiting" ? "expired" : proposal.state]}
            </dd>
          </div>
        </dl>
        {!open
          ? null
          : mine
          ? <p>{w.waitsForSecond}</p>
          : <p class="quiet-text">{w.youAreSecond}</p>}
        {open && permits(who.role, "proposals:write")
          ? (
            <div class="actions">
              {!mine && permits(who.role, permissionFor[act.kind])
                ? (
                  <form method="post" action={paths.proposalConfirmation(desk, proposalId)}>
                    <input type="hidden" name="digest" value={digest} />
                    <button class="button" type="submit">{w.confirmAct}</button>
                  </form>
                )
                : null}
              <form method="post" action={paths.proposalWithdrawal(desk, proposalId)}>
                <button class="button quiet" type="submit">
                  {mine ? w.withdraw : w.decline}
                </button>
              </form>
            </div>
          )
          : null}
      </section>
    </DeskLayout>
  );
}
