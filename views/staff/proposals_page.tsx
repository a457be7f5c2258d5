import { type Desk, paths } from "../../core/paths.ts";
import type { ProposalId } from "../../core/id.ts";
import type { Frame } from "../frame.ts";
import { formatTime } from "../parts/time.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { actText, type ShownProposal } from "./act_text.ts";
import { placeName } from "./place_name.ts";
import { staffWords } from "./words.ts";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly proposals: readonly ShownProposal[];
  /** After which the next page starts; undefined at the end. */
  readonly next: ProposalId | undefined;
}

/** What waits for a second person, oldest first. */
export function ProposalsPage({ frame, desk, who, proposals, next }: Props) {
  const w = staffWords(frame.lang);
  return (
    <DeskLayout
      frame={frame}
      desk={desk}
      who={who}
      section="proposals"
      title={placeName("proposals", frame.lang)}
    >
      <h1>{placeName("proposals", frame.lang)}</h1>
      {proposals.length === 0 ? <p class="quiet-text">{w.nothingWaits}</p> : (
        <section class="card">
          <ul class="lines">
            {proposals.map((shown) => (
              <li key={shown.proposal.proposalId}>
                <a class="link" href={paths.proposal(desk, shown.proposal.proposalId)}>
                  {actText(shown, frame.lang)}
                </a>
                <span class="meta">
                  {shown.proposal.act.kind === "settle" ? `${shown.proposal.act.of} · ` : null}
                  {shown.merchant === undefined || who.merchant ? null : `${shown.merchant} · `}
                  {w.proposedBy(
                    shown.proposer ?? w.nameless,
                    formatTime(shown.proposal.proposedAt, frame.lang),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {next === undefined
        ? null
        : <a class="button quiet" href={paths.proposals(desk, next)}>{w.more}</a>}
    </DeskLayout>
  );
}
