import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { permissionFor, type Proposal } from "../../core/proposal/proposal.ts";
import type { Lang } from "../words.ts";
import type { Who } from "./desk.tsx";
import { staffWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly desk: Desk;
  readonly who: Who;
  /** One that is open. */
  readonly proposal: Proposal;
}

/** Confirm and decline, or for whoever proposed it: withdraw. */
export function ProposalAnswers({ lang, desk, who, proposal }: Props) {
  const w = staffWords(lang);
  const { proposalId, act, digest, proposedBy } = proposal;
  const mine = proposedBy === who.staffId;
  const mayAnswer = permits(who.role, "proposals:write");
  const mayConfirm = mayAnswer && !mine && permits(who.role, permissionFor[act.kind]);
  return (
    <>
      <p class="quiet-text">{mayConfirm ? w.youAreSecond : w.waitsForSecond}</p>
      {mayAnswer
        ? (
          <div class="actions">
            {mayConfirm
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
    </>
  );
}
